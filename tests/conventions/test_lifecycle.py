"""Every model says what becomes of its rows."""

import pytest

from baton.core import lifecycle

DECLARED = lifecycle.registry()


@pytest.mark.parametrize("model", lifecycle.first_party_models(), ids=lambda model: model._meta.label)
def test_every_model_and_relation_and_field_is_decided(model):
    faults = lifecycle.model_faults(model, DECLARED.get(model))

    assert not faults, "\n".join(faults)


def test_nothing_is_declared_that_is_no_model_of_ours():
    assert set(DECLARED) <= set(lifecycle.first_party_models())
