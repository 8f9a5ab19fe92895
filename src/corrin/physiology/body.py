"""The ledger: every flow leaves one place and enters another."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple, get_type_hints

from corrin.parameter import Covariates, Organ, Parameter
from corrin.physiology import (
    cell as cells,
    diet as diets,
    duodenum as duodena,
    folate as folates,
    ileum as ilea,
    immunity as immunities,
    iron as irons,
    kidney as kidneys,
    liver as livers,
    marrow as marrows,
    muscle as muscles,
    nerve as nerves,
    plasma as plasmas,
    stomach as stomachs,
)  # fmt: skip
from corrin.physiology.kinetics import saturation
from corrin.physiology.state import State
from corrin.setting import Setting, calibrated


class Body(NamedTuple):
    """One person's organs: every declared number, with this person's values."""

    diet: diets.Diet
    immunity: immunities.Immunity
    stomach: stomachs.Stomach
    duodenum: duodena.Duodenum
    ileum: ilea.Ileum
    muscle: muscles.Muscle
    plasma: plasmas.Plasma
    kidney: kidneys.Kidney
    liver: livers.Liver
    cell: cells.Cell
    folate: folates.Folate
    iron: irons.Iron
    marrow: marrows.Marrow
    nerve: nerves.Nerve


ORGANS: Mapping[type[Organ], str] = {
    kind: name for name, kind in get_type_hints(Body).items()
}  # fmt: skip


def parameters() -> tuple[Parameter, ...]:
    """Every declared number of the body, in the order of the path."""
    return tuple(declared for organ in ORGANS for declared in organ.parameters())


def typical(covariates: Covariates | None = None, setting: Setting | None = None) -> Body:
    """The typical person with these covariates (a man of 40 when none are given).

    Numbers are as the calibration left them; another `setting` takes its place.
    """
    person, under = covariates or Covariates(), calibrated() if setting is None else setting
    organs: dict[str, Any] = {
        field: organ({each.name: each.typical(person) * under.of(each.id) for each in organ.parameters()})
        for organ, field in ORGANS.items()
    }
    return Body(**organs)


def scaled(body: Body, factors: Mapping[Parameter, Any]) -> Body:
    """A body whose named numbers are multiplied by these factors."""
    changes: dict[str, dict[str, Any]] = {}
    for declared, factor in factors.items():
        field = ORGANS[declared.organ]
        value = getattr(getattr(body, field), declared.name)
        changes.setdefault(field, {})[declared.name] = value * factor
    return body._replace(**{field: getattr(body, field).replace(**new) for field, new in changes.items()})


def replaced(body: Body, values: Mapping[Parameter, Any]) -> Body:
    """A body whose named numbers have these values, in internal units."""
    changes: dict[str, dict[str, Any]] = {}
    for declared, value in values.items():
        changes.setdefault(ORGANS[declared.organ], {})[declared.name] = value
    return body._replace(**{field: getattr(body, field).replace(**new) for field, new in changes.items()})


class Habit(NamedTuple):
    """What habitual food and bile give a day, by the closed form (pmol/d)."""

    absorbed: Any
    lost: Any
    cyano: Any  # of what is absorbed
    hydroxo: Any  # the rest of it: food's and bile's


def habitual(state: State, acid: Any, factor: Any, bile: Any, body: Body) -> Habit:
    """Absorption of the day's meals, each mixing food and bile, and of the day's pills."""
    diet, eaten = body.diet, diets.eaten(body.diet)
    freed = stomachs.freed_fraction(acid, state.chief_cells, diet.ease, body.stomach)
    natural = diet.food * diet.digestible * freed + bile
    load = natural + diet.crystalline
    mixed = body.duodenum.hydroxo_capacity  # as natural: what is added to food is the least of it
    meals = diet.meals * _absorbed(load / diet.meals, mixed, factor, body)
    pills = diet.pills * _absorbed(diet.pill / diet.pills, 1.0, factor * body.stomach.fasting, body)
    lost, taken = eaten.total + bile - meals - pills, meals / load
    return Habit(meals + pills, lost, taken * diet.crystalline + pills, taken * natural)


def _absorbed(load: Any, room: Any, factor: Any, body: Body) -> Any:
    """Cobalamin absorbed from one load free in the lumen (pmol)."""
    on_factor = duodena.bound_per_meal(load, room, factor, body.duodenum, body.stomach)
    got = ilea.absorbed_per_meal(load, on_factor, body.ileum, body.duodenum)
    return got.taken + got.diffused


def rates(state: State, body: Body) -> State:
    """Rate of change of every state, per day."""
    s, b = state, body
    acid = stomachs.acidity(s.parietal_cells, b.stomach)
    factor = stomachs.factor_output(s.parietal_cells, b.stomach, b.immunity)
    gland = immunities.flows(s.parietal_cells, s.chief_cells, b.immunity)
    gastric = stomachs.flows(
        s.stomach_food, s.stomach_free, s.stomach_hydroxo, acid, s.chief_cells, factor, b.diet, b.stomach
    )
    duodenal = duodena.flows(s.lumen, 1.0, s.factor, b.duodenum, b.stomach)
    ileal = ilea.flows(s.on_factor, s.lumen, s.receptors, b.ileum, b.duodenum)
    # what has no cyanide, by the same laws
    room = b.duodenum.hydroxo_capacity
    duodenal_h = duodena.flows(s.lumen_hydroxo, room, s.factor, b.duodenum, b.stomach)
    ileal_h = ilea.flows(s.on_factor_hydroxo, s.lumen_hydroxo, s.receptors, b.ileum, b.duodenum)

    # cell, with folate beside it
    synthase = cells.methylation(s.methyl, b.cell)
    supply = folates.methyl_supply(s.folate_tissue, b.folate)
    cellular = cells.flows(
        s.cytosol, s.methyl, s.adenosyl, s.methylmalonate, s.homocysteine, supply,
        b.plasma.haptocorrin_synthesis, b.cell, b.kidney,
    )  # fmt: skip
    folic = folates.flows(s.folate_serum, s.folate_tissue, b.diet.folate, synthase, b.folate, b.kidney)

    # liver and kidney
    unfilled = b.plasma.haptocorrin_synthesis - cellular.on_haptocorrin
    hepatic = livers.flows(
        s.liver, s.store, s.cyano_from_gut, s.holo_transcobalamin, s.cyano, s.hydroxo, unfilled,
        b.liver, b.plasma,
    )  # fmt: skip
    habit = habitual(s, acid, factor, hepatic.bile, b)
    renal = kidneys.flows(s.cyano, s.hydroxo, b.kidney, b.plasma)

    # what enters plasma, and where it goes
    passage = ilea.passage(b.ileum)
    loaded = plasmas.loading(s.apo_transcobalamin, b.plasma)
    first = livers.first_pass(loaded, b.liver, b.ileum)
    at_once = first * (habit.hydroxo + ileal_h.absorbed)
    from_gut = passage * s.enterocyte_3 + ileal.diffused + (1.0 - first) * ileal_h.diffused
    entering = from_gut + hepatic.released + cellular.released
    carried = plasmas.flows(
        entering, s.cyano, s.hydroxo, s.apo_transcobalamin, s.apo_haptocorrin, s.holo_haptocorrin,
        b.plasma,
    )  # fmt: skip
    # part of what passes the enterocyte; the last term keeps it finite and fades as transcobalamin fills
    as_cyano = saturation(habit.cyano, (1.0 - first) * habit.hydroxo + carried.transcobalamin_lost)
    unloaded_cyano = (ileal.diffused + as_cyano * passage * s.enterocyte_3) * (1.0 - loaded)
    filled = cellular.on_haptocorrin + hepatic.on_haptocorrin + carried.on_haptocorrin
    leak = b.kidney.holotranscobalamin_leak * hepatic.cleared
    carried_in = hepatic.cleared - leak + at_once
    free_in = hepatic.cyano_taken + hepatic.hydroxo_taken
    to_liver = b.liver.share * carried_in + b.liver.free_share * free_in
    injected = muscles.flows(s.depot_cyano, s.depot_hydroxo, s.depot_bound, b.muscle)
    return State(
        stomach_food=-gastric.freed - gastric.undigested,
        stomach_free=-gastric.emptied,
        stomach_hydroxo=gastric.freed - gastric.emptied_hydroxo,
        lumen=gastric.emptied - duodenal.bound - duodenal.to_stool - ileal.diffused,
        lumen_hydroxo=gastric.emptied_hydroxo - duodenal_h.bound - duodenal_h.to_stool - ileal_h.diffused,
        factor=gastric.factor - duodenal.factor_lost - duodenal.factor_taken - duodenal_h.factor_taken,
        on_factor=duodenal.bound - ileal.taken - ileal.lost,
        on_factor_hydroxo=duodenal_h.bound - ileal_h.taken - ileal_h.lost,
        receptors=ileal.freed_receptors - ileal_h.taken,
        enterocyte_1=habit.cyano
        + ileal.taken
        + (1.0 - first) * (habit.hydroxo + ileal_h.taken)
        - passage * s.enterocyte_1,
        enterocyte_2=passage * (s.enterocyte_1 - s.enterocyte_2),
        enterocyte_3=passage * (s.enterocyte_2 - s.enterocyte_3),
        depot_cyano=-injected.cyano,
        depot_hydroxo=-injected.hydroxo - injected.bound,
        depot_bound=injected.bound - injected.unbound,
        cyano=injected.cyano
        + unloaded_cyano
        - carried.cyano_to_transcobalamin
        - carried.cyano_to_haptocorrin
        - hepatic.cyano_taken
        - renal.cyano,
        hydroxo=injected.hydroxo
        + injected.unbound
        + carried.unloaded
        - unloaded_cyano
        - carried.hydroxo_to_transcobalamin
        - carried.hydroxo_to_haptocorrin
        - hepatic.hydroxo_taken
        - renal.hydroxo,
        holo_transcobalamin=carried.on_transcobalamin - hepatic.cleared,
        apo_transcobalamin=carried.transcobalamin_made
        - (carried.transcobalamin_lost + carried.on_transcobalamin + at_once),
        holo_haptocorrin=filled - carried.holohaptocorrin_cleared,
        apo_haptocorrin=carried.haptocorrin_made - carried.haptocorrin_lost - filled,
        liver=to_liver
        + hepatic.unstored
        + carried.holohaptocorrin_cleared
        - hepatic.bile
        - hepatic.released
        - hepatic.stored
        - hepatic.on_haptocorrin,
        cyano_from_gut=habit.cyano + ileal.absorbed - hepatic.decyanated,
        store=hepatic.stored - hepatic.unstored,
        cytosol=carried_in
        + free_in
        - to_liver
        + cellular.demethylated
        + cellular.deadenosylated
        - cellular.methylated
        - cellular.adenosylated
        - cellular.released
        - cellular.shed
        - cellular.on_haptocorrin,
        methyl=cellular.methylated - cellular.demethylated - cellular.oxidised,
        adenosyl=cellular.adenosylated - cellular.deadenosylated,
        methylmalonate=cellular.methylmalonate_made - cellular.methylmalonate_cleared,
        homocysteine=cellular.homocysteine_made - cellular.homocysteine_cleared,
        folate_serum=folic.absorbed + folic.released - folic.taken - folic.cleared,
        folate_tissue=folic.taken - folic.released,
        folate_red_cell=b.folate.red_cell_renewal
        * (s.folate_tissue / b.folate.normal_tissue - s.folate_red_cell),
        **_blood(s, b, acid, folates.usable(s.folate_tissue, synthase, b.folate)),
        **_slow(s, b, gland, synthase),
        eaten=diets.eaten(b.diet).total,
        urine=renal.cyano + renal.hydroxo + leak + cellular.oxidised,
        stool=gastric.undigested
        + duodenal.to_stool
        + duodenal_h.to_stool
        + ileal.lost
        + ileal_h.lost
        + habit.lost,
        shed=cellular.shed,
    )


def _blood(s: State, b: Body, acid: Any, usable_folate: Any) -> dict[str, Any]:
    """Iron, marrow and blood: cells age through six classes, carrying their volume along."""
    cells = (s.red_1, s.red_2, s.red_3, s.red_4, s.red_5, s.red_6)
    packed = (s.packed_1, s.packed_2, s.packed_3, s.packed_4, s.packed_5, s.packed_6)
    dna = marrows.dna_synthesis(usable_folate, b.marrow)
    made = marrows.flows(
        (s.erythroblasts_1, s.erythroblasts_2, s.stripped), s.reticulocytes,
        marrows.haemoglobin(packed, b.marrow), dna, irons.supply(s.iron_store, b.iron),
        irons.at_hand(s.iron_store, b.iron), b.kidney.filtration, b.marrow,
    )  # fmt: skip
    ferric = irons.flows(s.iron_store, b.diet.haem_iron, b.diet.nonhaem_iron, acid, b.iron)
    entering = made.released + made.matured[1]
    filled = entering * made.new_volume
    in_blood = b.marrow.haemoglobin * b.iron.per_haemoglobin * b.marrow.blood
    packing = filled
    rate: dict[str, Any] = {}
    for stage in range(marrows.STAGES):
        pace = marrows.ageing(cells[stage], packed[stage], b.marrow)
        leaving, emptying = pace * cells[stage], pace * packed[stage]
        rate[f"red_{stage + 1}"] = entering - leaving
        rate[f"packed_{stage + 1}"] = packing - emptying
        entering, packing = leaving, emptying
    other = marrows.other_lines(dna, b.marrow)
    return rate | {
        "iron_store": ferric.absorbed - ferric.lost + in_blood * (packing - filled),
        "erythroblasts_1": made.proliferated - made.ripened[0] - made.ripened[1] - made.wasted,
        "erythroblasts_2": made.ripened[0] - made.matured[0],
        "stripped": made.ripened[1] - made.matured[1],
        "reticulocytes": made.matured[0] - made.released,
        "neutrophils": (b.marrow.neutrophils * other - s.neutrophils) / b.marrow.neutrophil_life,
        "hypersegmented": (marrows.lobes(dna, b.marrow) - s.hypersegmented) / b.marrow.neutrophil_life,
        "platelets": (b.marrow.platelets * other - s.platelets) / b.marrow.platelet_life,
        "lactate_dehydrogenase": (
            b.marrow.lactate_dehydrogenase * marrows.cell_death(made, b.marrow, b.marrow.enzyme_release)
            - s.lactate_dehydrogenase
        ) / b.marrow.enzyme_life,
    }  # fmt: skip


def _slow(s: State, b: Body, gland: immunities.Flows, synthase: Any) -> dict[str, Any]:
    """Nerve and stomach wall."""
    nerve = nerves.flows(s.myelin, s.axons, synthase, b.nerve)
    return {
        "myelin": nerve.myelin,
        "axons": nerve.axons,
        "parietal_cells": gland.parietal,
        "chief_cells": gland.chief,
    }
