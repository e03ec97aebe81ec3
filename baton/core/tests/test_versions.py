"""Of those who edit one row at once, the first to save wins and the others are told."""

import threading

import psycopg
import pytest
from django.db import connection, transaction

from baton.core import versions
from baton.core.tests.paper import Paper, create_table
from baton.core.versions import Stale


@pytest.fixture
def paper(owner_connection: psycopg.Connection) -> Paper:
    create_table(owner_connection)
    return Paper.objects.create(words="at first")


def test_the_first_to_save_wins(paper):
    versions.bump(paper, 1)

    assert paper.version == 2
    assert Paper.objects.get().version == 2


def test_the_second_is_told_the_version_to_compare_with(paper):
    versions.bump(paper, 1)
    versions.bump(paper, 2)

    with pytest.raises(Stale, match="compare it with what is saved now") as told:
        versions.bump(paper, 1)

    assert told.value.current_version == 3
    assert told.value.obj == paper
    assert Paper.objects.get().version == 3


def test_a_row_that_is_gone_says_so(paper):
    gone = Paper.objects.get()
    Paper.objects.all().delete()

    with pytest.raises(Paper.DoesNotExist):
        versions.bump(gone, 1)


def test_eight_editors_lose_no_update(paper):
    """Each of 8 editors saves 10 times over what it has read; every save that was not told of is in the text."""
    saved: list[str] = []
    stale: list[int] = []

    def edit(editor: int) -> None:
        for number in range(10):
            mine = Paper.objects.get(pk=paper.pk)
            text = f"{editor}.{number}"
            try:
                with transaction.atomic():
                    versions.bump(mine, mine.version)
                    Paper.objects.filter(pk=paper.pk).update(words=text)
                saved.append(text)
            except Stale as told:
                stale.append(told.current_version)
        connection.close()

    editors = [threading.Thread(target=edit, args=(number,)) for number in range(8)]
    for editor in editors:
        editor.start()
    for editor in editors:
        editor.join(30)

    assert len(saved) + len(stale) == 80
    assert Paper.objects.get().version == 1 + len(saved)
