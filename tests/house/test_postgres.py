"""The embedded PostgreSQL: any folder, several at once, shared, back after kill -9, cleanly stopped."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import psutil
import psycopg
import pytest

from config.run import binaries, postgres
from config.run.home import ROOT
from config.run.postgres import OWNER, SERVING, Cluster
from config.run.trouble import Trouble
from tests.house.homes import throw_away

NewHome = Callable[[str], Path]
ROOT_ALONE = pytest.mark.skipif(os.geteuid() != 0, reason="only root keeps its database elsewhere")

# Another process: it starts or shares the database of its first argument, says so, and waits to be told to end.
NEIGHBOUR = """
import sys
import tempfile
from pathlib import Path
from config.run import postgres
with postgres.running(Path(sys.argv[1])) as cluster:
    print(cluster.port(), flush=True)
    sys.stdin.read()
"""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Return a home whose database is made once for the tests of this file; it is down before and after each."""
    made = tmp_path_factory.mktemp("installation") / "home"
    yield made
    throw_away(made)


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """Return a folder that every user of the machine may enter."""
    with tempfile.TemporaryDirectory(dir="/tmp") as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


def one(cluster: Cluster, query: str, role: str = OWNER) -> object:
    """Ask one question and return its answer."""
    with psycopg.connect(cluster.url(role), autocommit=True) as connection:
        row = connection.execute(query).fetchone()  # type: ignore[arg-type]
    return row and row[0]


def neighbour(home: Path) -> subprocess.Popen[str]:
    """Start a process that uses the database of `home`, and wait until it does."""
    process = subprocess.Popen(
        [sys.executable, "-c", NEIGHBOUR, str(home)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )
    assert process.stdout
    assert process.stdout.readline().strip().isdigit()
    return process


def ended(process: subprocess.Popen[str]) -> int:
    """Tell the neighbour to end and return its exit status."""
    process.communicate(timeout=60)
    return process.returncode


def cluster_of(home: Path) -> Cluster:
    """Return the cluster of a home that may be stopped."""
    place = binaries.place_for(home)
    return Cluster(place, binaries.programs_for(place), {})


def kill(processes: list[psutil.Process]) -> None:
    """Kill -9 all of them at once."""
    for process in processes:
        with suppress(psutil.NoSuchProcess):  # a child that ends with its parent
            process.kill()
    psutil.wait_procs(processes, timeout=10)


def test_roles_have_the_powers_they_need_and_a_password(home: Path) -> None:
    with postgres.running(home) as cluster:
        asked = (
            "SELECT rolsuper::text || rolcreatedb || rolbypassrls FROM pg_roles WHERE rolname = current_user"
        )
        assert one(cluster, asked, OWNER) == "falsetruefalse"
        assert one(cluster, asked, SERVING) == "falsefalsefalse"
        assert one(cluster, "SHOW fsync") == "on"
        assert one(cluster, "SHOW listen_addresses") == "127.0.0.1"
        wrong = cluster.url(OWNER).replace(cluster.passwords[OWNER], "guessed")
        with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
            psycopg.connect(wrong)


def test_passwords_are_for_us_alone(home: Path) -> None:
    with postgres.running(home) as cluster:
        passwords = cluster.passwords

    kept = home / "database-passwords.json"
    assert kept.stat().st_mode & 0o777 == 0o600
    assert len(set(passwords.values())) == 3
    assert cluster.data.stat().st_mode & 0o777 == 0o700
    aside = kept.rename(home / "aside")
    with pytest.raises(Trouble, match="cannot be read"), postgres.running(home):
        pass
    aside.rename(kept)


def test_memory_is_a_quarter_and_two_gigabytes_at_most(monkeypatch: pytest.MonkeyPatch) -> None:
    class Small:
        total = 1024**3

    assert postgres._shared_memory() <= 2 * 1024**3
    monkeypatch.setattr(psutil, "virtual_memory", Small)
    assert postgres._shared_memory() == 256 * 1024**2


def test_a_folder_that_nobody_else_may_enter(new_home: NewHome, tmp_path: Path) -> None:
    closed = tmp_path / "closed $folder 'with' \"quotes\""
    closed.mkdir(mode=0o700)

    with postgres.running(new_home(f"{closed.name}/home")) as cluster:
        assert one(cluster, "SELECT 1") == 1

    assert closed.stat().st_mode & 0o777 == 0o700


@ROOT_ALONE
def test_root_keeps_it_in_the_care_of_an_account(home: Path) -> None:
    with postgres.running(home) as cluster:
        owners = set()
        for process in cluster.processes():
            with suppress(psutil.NoSuchProcess):  # a worker of the server that was just done
                owners.add(process.username())

    folder = Path((home / "database").read_text().strip())
    assert folder.parent == Path("/var/lib/baton")
    assert folder.owner() == binaries.ACCOUNT
    assert owners == {binaries.ACCOUNT}


@ROOT_ALONE
def test_a_home_that_was_deleted_and_made_again_starts_anew(new_home: NewHome) -> None:
    home = new_home("home")
    with postgres.running(home) as before:
        assert one(before, "SELECT 1") == 1
    shutil.rmtree(home)

    with postgres.running(home) as after:
        assert one(after, "SELECT 1") == 1

    assert before.data != after.data
    shutil.rmtree(before.place.folder)


@ROOT_ALONE
def test_an_ordinary_user_keeps_it_in_the_home(open_folder: Path) -> None:
    programs = open_folder / "programs"
    installed = binaries._installed()
    shutil.copytree(installed, programs / installed.name, symlinks=True)
    if (libraries := installed.parent / f"{installed.name}.libs").exists():
        shutil.copytree(libraries, programs / libraries.name, symlinks=True)
    nobody = pwd.getpwnam("nobody")
    home = open_folder / "home"
    home.mkdir(mode=0o700)
    os.chown(home, nobody.pw_uid, nobody.pw_gid)

    if (child := os.fork()) == 0:
        os._exit(_as_ordinary_user(home, nobody, programs / installed.name))
    _, status = os.waitpid(child, 0)

    assert os.waitstatus_to_exitcode(status) == 0
    assert (home / "database" / "data" / "PG_VERSION").is_file()
    assert (home / "database").owner() == "nobody"
    with pytest.raises(Trouble, match="run this as that user"), postgres.running(home):
        pass


def _as_ordinary_user(home: Path, nobody: pwd.struct_passwd, package: Path) -> int:
    try:
        os.setgroups([])
        os.setgid(nobody.pw_gid)
        os.setuid(nobody.pw_uid)
        os.environ["BATON_POSTGRES"] = str(package / binaries.INSTALLATION / "bin")
        with postgres.running(home) as cluster:
            return 0 if one(cluster, "SELECT 1") == 1 else 1
    except BaseException as fault:
        os.write(2, f"{fault!r}\n".encode())
        return 1


def test_two_homes_at_once_are_two_databases(new_home: NewHome) -> None:
    with postgres.running(new_home("one")) as first, postgres.running(new_home("two")) as second:
        assert first.port() != second.port()
        assert first.data != second.data
        assert one(first, "SHOW data_directory", postgres.SUPERUSER) == str(first.data)


def test_several_processes_share_it_and_the_last_one_stops_it(home: Path) -> None:
    other = neighbour(home)

    with postgres.running(home) as cluster:
        port = cluster.port()
        assert ended(other) == 0
        assert cluster.port() == port
        assert one(cluster, "SELECT 1") == 1

    assert cluster.processes() == []
    assert "database system is shut down" in cluster.log.read_text()


def test_it_comes_back_when_everything_was_killed(home: Path) -> None:
    other = neighbour(home)
    with postgres.running(home) as cluster, psycopg.connect(cluster.url(OWNER), autocommit=True) as owner:
        owner.execute("DROP TABLE IF EXISTS kept")
        owner.execute("CREATE TABLE kept (id int)")
        owner.execute("INSERT INTO kept VALUES (1)")
        other.kill()
        kill(cluster.processes())
    other.communicate()

    with postgres.running(home) as cluster:
        assert one(cluster, "SELECT count(*) FROM kept") == 1

    assert cluster.processes() == []


def test_a_server_that_outlived_its_process_is_used_and_stopped(home: Path) -> None:
    other = neighbour(home)
    other.send_signal(signal.SIGKILL)
    other.communicate()
    left = cluster_of(home)
    port = left.port()
    assert left.processes()

    with postgres.running(home) as cluster:
        assert cluster.port() == port

    assert left.processes() == []


def test_a_stale_pid_file_that_names_another_program_does_not_stop_it(home: Path) -> None:
    with postgres.running(home) as cluster:
        pid_file = cluster.data / "postmaster.pid"
        lines = pid_file.read_text().splitlines()
        kill(cluster.processes())
    pid_file.write_text("\n".join([str(os.getpid()), *lines[1:]]) + "\n")

    with postgres.running(home) as cluster:
        assert one(cluster, "SELECT 1") == 1


@ROOT_ALONE
def test_a_folder_that_is_gone_is_not_made_anew_in_silence(home: Path) -> None:
    with postgres.running(home):
        pointer = home / "database"
    before = pointer.read_text()
    pointer.write_text("/var/lib/baton/nowhere\n")

    with pytest.raises(Trouble, match="which is gone"), postgres.running(home):
        pass

    pointer.write_text(before)


def test_a_start_that_is_interrupted_leaves_nothing_running(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(cluster: Cluster) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(postgres, "_prepare_roles", interrupt)

    with pytest.raises(KeyboardInterrupt), postgres.running(home):
        pass

    assert cluster_of(home).processes() == []


def test_a_server_that_cannot_start_says_why(home: Path) -> None:
    with postgres.running(home) as cluster:
        pass
    settings = cluster.data / "postgresql.conf"
    before = settings.read_text()
    settings.write_text("no_such_setting = on\n")

    with pytest.raises(Trouble, match="no_such_setting"), postgres.running(home):
        pass

    settings.write_text(before)
