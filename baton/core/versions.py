"""Two people edit one row: the first to save wins, the second is told and keeps what they typed."""

from django.db.models import F

from baton.core.models import VersionedModel


def overtaken(who_saved: str) -> str:
    """Return what the second to save is told; `who_saved` says who was first: "Somebody else saved this"."""
    return (
        f"{who_saved} while you were working on it. "
        "What you typed is kept: compare it with what is saved now, then save again"
    )


class Stale(Exception):
    """Somebody saved the row after this edit began. `current_version` is the one to compare with."""

    def __init__(self, obj: VersionedModel, current_version: int) -> None:
        self.obj = obj
        self.current_version = current_version
        super().__init__(overtaken("Somebody else saved this"))


def bump(obj: VersionedModel, expected_version: int) -> None:
    """Take the row's next version, if it still has the one this edit began with.

    The row stays locked until the transaction ends, so call it before writing anything else of the row. `obj`
    gets the new version. Raises `Stale`, or the model's `DoesNotExist` where the row is gone. Source:
    architecture rule 7.
    """
    rows = type(obj)._default_manager.filter(pk=obj.pk)
    if not rows.filter(version=expected_version).update(version=F("version") + 1):
        raise Stale(obj, rows.values_list("version", flat=True).get())
    obj.version = expected_version + 1
