"""The product's code, read and not run: which modules it imports, what it calls, which patterns it matches by."""

import ast
from collections.abc import Iterator
from functools import cache

from config.run.home import ROOT


@cache
def sources() -> tuple[tuple[str, ast.Module], ...]:
    """The modules of the product with their place, without tests and migrations."""
    paths = sorted((ROOT / "baton").rglob("*.py"))
    kept = [path for path in paths if not {"tests", "migrations"} & set(path.parts)]
    return tuple((str(path.relative_to(ROOT)), ast.parse(path.read_text(encoding="utf-8"))) for path in kept)


def texts(folder: str, ending: str) -> Iterator[tuple[str, str]]:
    """The files of one kind below a folder, with their place."""
    for path in sorted((ROOT / folder).rglob(f"*{ending}")):
        yield str(path.relative_to(ROOT)), path.read_text(encoding="utf-8")


def imported(tree: ast.AST) -> set[str]:
    """The names that a module imports, in full: `xml`, `os.path`, `hashlib.md5`."""
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def imports_any(tree: ast.AST, names: set[str]) -> set[str]:
    """Which of `names` a module imports, itself or a part of it."""
    return {name for name in names for one in imported(tree) if one == name or one.startswith(f"{name}.")}


def calls(tree: ast.AST) -> Iterator[tuple[str, ast.Call]]:
    """What a module calls, by the name it has there: `eval`, `re.compile`, `cursor.execute`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func), node


def where(*names: str) -> set[str]:
    """The modules that call something of one of these names, on its own or as a part of something."""
    called = {(path, name) for path, tree in sources() for name, _ in calls(tree)}
    return {path for path, full in called for name in names if f".{full}".endswith(f".{name}")}


def is_fixed(node: ast.expr) -> bool:
    """Whether an expression is written in the code: a text, a constant by its name, or a text made of such."""
    match node:
        case ast.Constant():
            return True
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name.strip("_").isupper()
        case ast.JoinedStr(values=values):
            return all(is_fixed(value) for value in values)
        case ast.FormattedValue(value=value):
            return is_fixed(value)
        case ast.BinOp(left=left, right=right):
            return is_fixed(left) and is_fixed(right)
    return False
