"""Units: the equations run on quantities, and every rate comes out in its state's unit per day."""

from __future__ import annotations

from typing import Any

import pint
import pytest
from bodies import body, ill, state

from corrin.parameter import Organ, Parameter
from corrin.physiology.body import ORGANS, Body, parameters, rates, typical
from corrin.physiology.cell import Cell
from corrin.physiology.ileum import Ileum
from corrin.physiology.iron import Iron
from corrin.physiology.kidney import Kidney
from corrin.physiology.marrow import Marrow
from corrin.physiology.plasma import Plasma
from corrin.physiology.state import UNITS, State
from corrin.physiology.stomach import Stomach

# Cobalamin is a dimension of its own, so that folate or iron booked as cobalamin shows too.
REGISTRY = pint.UnitRegistry(None)
for definition in (
    "d = [time]", "L = [volume]", "mL = 1e-3 L", "fL = 1e-15 L", "g = [mass]", "mg = 1e-3 g", "ug = 1e-6 g",
    "pmol = [cobalamin]", "nmol = [substance]", "umol = 1e3 nmol", "Tcell = [cell]", "Gcell = 1e-3 Tcell",
    "U = [enzyme]",
):  # fmt: skip
    REGISTRY.define(definition)


def unit(written: str) -> Any:
    """A unit as corrin writes it: `1/d/pmol`, `mg.L/ug`, `10*9/L`."""
    text = written.replace("10*9", "Gcell").replace("10*12", "Tcell").replace(".", "*")
    return REGISTRY.parse_expression(text) if text != "1" else REGISTRY.Quantity(1.0)


def measured_body(person: Body, wrong: dict[Parameter, str] | None = None) -> Body:
    """The same body with a unit on every number; `wrong` gives some of them another."""
    units = {declared: declared.internal_unit for declared in parameters()} | (wrong or {})
    return Body(*(
        kind({each.name: getattr(getattr(person, name), each.name) * unit(units[each])
              for each in kind.parameters()})
        for kind, name in ORGANS.items()
    ))  # fmt: skip


def measured_state(moment: State) -> State:
    return State(*(amount * unit(UNITS[name]) for name, amount in moment._asdict().items()))


def faults(moment: State, person: Body, wrong: dict[Parameter, str] | None = None) -> list[str]:
    """Rates that do not come out in unit per day, or not as the equations on plain numbers say."""
    try:
        with_units = rates(measured_state(moment), measured_body(person, wrong))
    except pint.DimensionalityError as error:
        return [str(error)]
    plain, found = rates(moment, person), list[str]()
    for name, rate in with_units._asdict().items():
        per_day = unit(UNITS[name]) / unit("d")
        if rate.dimensionality != per_day.dimensionality:
            found.append(f"{name} is in {rate.units}, not {UNITS[name]}/d")
        elif rate.to(per_day.units).magnitude != pytest.approx(getattr(plain, name), rel=1e-9, abs=1e-12):
            found.append(f"{name} is off by a power of ten")
    return found


@pytest.mark.parametrize("seed", range(6))
def test_every_rate_comes_out_in_its_unit_a_day(seed: int) -> None:
    for person in (body(seed), ill(seed)):
        assert faults(state(seed), person) == []


def test_every_state_has_a_unit() -> None:
    assert UNITS.keys() == set(State._fields)
    assert [name for name in UNITS if not unit(UNITS[name])] == []


@pytest.mark.parametrize(
    ("number", "wrong"),
    [
        (Stomach.emptying, "d"),
        (Ileum.escape, "1"),
        (Ileum.cubam, "nmol"),
        (Plasma.volume, "1"),
        (Plasma.haptocorrin_loss, "1"),
        (Kidney.filtration, "mL/d"),
        (Cell.propionate, "mg/d"),
        (Cell.transsulphuration, "1/d"),
        (Iron.per_haemoglobin, "ug/g"),
        (Iron.need_half, "g"),
        (Marrow.volume, "mL/Gcell"),
        (Marrow.lifespan, "1/d"),
        (Marrow.drive, "g/L"),
    ],
    ids=lambda given: given.id if isinstance(given, Parameter) else None,
)
def test_a_number_in_a_wrong_unit_would_be_found(number: Parameter, wrong: str) -> None:
    usual = faults(state(0), body(0))
    assert faults(state(0), body(0), {number: wrong}) not in ([], usual)


def test_every_number_of_the_body_is_in_the_equations(monkeypatch: pytest.MonkeyPatch) -> None:
    """No number is declared and never read: it would escape the check of units."""
    used: set[str] = set()

    class Watching:
        def __init__(self, organ: Organ) -> None:
            self._organ = organ

        def __getattr__(self, name: str) -> Any:
            used.add(f"{type(self._organ).__name__.lower()}.{name}")
            return getattr(self._organ, name)

    watched: Any = Body(*(Watching(organ) for organ in typical()))
    rates(state(0), watched)
    unread = {declared.id for declared in parameters()} - used
    by_markers = {
        "stomach.gastrin_half",
        "ileum.overnight",
        "iron.per_ferritin",
        "kidney.creatinine",
        "marrow.width",
        "marrow.width_at",
    }
    assert unread <= by_markers
