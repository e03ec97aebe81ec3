"""What is built for the pages: only when something changed, and without the government's brand."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from config.run import assets
from config.run.trouble import Trouble

ROOT = Path(__file__).resolve().parents[2]
BRAND = re.compile(r"crest|crown|opengraph|favicon|govuk-icon|transport|\.woff2?$", re.IGNORECASE)


@pytest.fixture(scope="module", autouse=True)
def _built() -> None:
    assets.build(ROOT)


@pytest.fixture
def workshop(tmp_path: Path) -> Path:
    """Give a copy of the sources with the packages at hand."""
    for name in assets.PACKAGE_FILES:
        shutil.copy(ROOT / name, tmp_path / name)
    shutil.copytree(ROOT / assets.FRONTEND, tmp_path / assets.FRONTEND)
    (tmp_path / "node_modules").symlink_to(ROOT / "node_modules")
    shutil.copytree(ROOT / assets.STAMPS, tmp_path / assets.STAMPS)
    return tmp_path


def test_no_file_of_the_governments_brand_is_served() -> None:
    served = [path.name for path in (ROOT / assets.STATIC).rglob("*") if path.is_file()]

    assert sorted(served) == ["app.css", "app.js", "icon.svg"]
    assert not [name for name in served if BRAND.search(name)]


def test_the_style_sheet_asks_for_no_font_and_no_image_of_another() -> None:
    css = (ROOT / assets.STATIC / "app.css").read_text()

    assert "GDS Transport" not in css
    assert "@font-face" not in css
    assert re.findall(r"url\((?!\"?data:)", css) == []
    assert "govuk-footer" not in css
    assert "arial,sans-serif" in css.replace(", ", ",").lower()


def test_the_script_keeps_nothing_in_the_browser_and_calls_nobody() -> None:
    script = (ROOT / assets.STATIC / "app.js").read_text()

    for word in ("localStorage", "indexedDB", "eval(", "new Function", "XMLHttpRequest"):
        assert word not in script


def test_the_lock_names_no_registry() -> None:
    lock = (ROOT / "package-lock.json").read_text()

    assert '"resolved"' not in lock
    assert "http" not in re.sub(r'"(url|funding)": "https?://[^"]*"', "", lock)
    assert lock.count('"integrity": "sha512-') > 10


def test_the_macros_and_the_style_sheet_are_of_one_version() -> None:
    installed = (ROOT / "node_modules/govuk-frontend/package.json").read_text()

    assert '"version": "6.3.0"' in installed  # the one that govuk-frontend-jinja 4.1.0 renders


def test_nothing_is_built_twice(workshop: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert assets.build(workshop) is True
    monkeypatch.setattr(assets, "node", lambda *args, **kwargs: pytest.fail("built again"))
    monkeypatch.setattr(assets, "npm", lambda *args, **kwargs: pytest.fail("installed again"))

    assert assets.build(workshop) is False


def test_a_changed_source_is_built_again(workshop: Path) -> None:
    assets.build(workshop)
    sheet = workshop / assets.FRONTEND / "scss" / "_print.scss"
    sheet.write_text(sheet.read_text() + "\n.changed { color: red; }\n")

    assert assets.build(workshop) is True
    assert ".changed" in (workshop / assets.STATIC / "app.css").read_text()


def test_what_was_served_stays_when_a_source_is_broken(workshop: Path) -> None:
    assets.build(workshop)
    before = (workshop / assets.STATIC / "app.css").read_text()
    (workshop / assets.FRONTEND / "scss" / "_print.scss").write_text("@media print {")

    with pytest.raises(Trouble, match=r"sass\.js could not build"):
        assets.build(workshop)

    assert (workshop / assets.STATIC / "app.css").read_text() == before


def test_packages_are_installed_from_the_lock_when_it_changed(
    workshop: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[str, ...]] = []

    def npm(arguments: tuple[str, ...], **kwargs: object) -> "subprocess.CompletedProcess[str]":
        asked.append(arguments)
        return subprocess.CompletedProcess(arguments, 0, "", "")

    monkeypatch.setattr(assets, "npm", npm)
    (workshop / ".npmrc").write_text((workshop / ".npmrc").read_text() + "loglevel=error\n")

    assert assets.build(workshop) is True
    assert asked == [("ci", "--no-progress")]
