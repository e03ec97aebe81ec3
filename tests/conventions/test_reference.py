"""The generated reference says what the code says."""

import pytest

from baton.core.reference import asvs, data, states


@pytest.mark.parametrize(
    ("made_by", "command"),
    [(states, "document_states"), (data, "document_data"), (asvs, "document_asvs")],
    ids=["states", "data", "asvs"],
)
def test_the_page_is_current(made_by, command):
    page = made_by.page()

    assert page.is_current(), f"{page.path.name} is not current: run ./run manage {command}"
