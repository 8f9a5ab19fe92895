"""Notes: the words of docs/benchmarks.md that no run changes."""

from __future__ import annotations

HEAD = """# Benchmarks: corrin beside other engines

`make bench` runs the same persons, states, doses and outputs through every engine and writes this page. The body is the
real one (55 states, 134 numbers a person). Simulators get [our SBML export](sbml.md); solvers get the same traced
equations, compiled. Each engine's tolerance goes through a ladder; engines are compared at equal measured error."""

READING = """A person's error is the worst relative error over six outputs (total B12, holotranscobalamin,
methylmalonate, homocysteine, haemoglobin, cell volume) and all output days, against corrin at 1e-8; p99 is over persons.
Throughput at an error is interpolated (logarithms) between neighbours of the ladder and never extrapolated.

* One core: persons per second of processor time (other work on the machine then counts little), median of 3 warm runs,
  engines in turn. Spread is the range of the 3 over their median, the worst of the ladder.
* All cores: one warm run by the clock on the wall, with corrin's own threads or one copy of a peer in a process for each
  core. Other work on the machine counts here.
* With fewer than 100 persons p99 is the worst person."""

BEHIND = """## Where corrin is not better

* First use: the kernel is compiled before the first person, see cold start.
* One life by itself ("corrin, alone") fills one lane of a vector and pays a call: most of the advantage is company.
* Loose tolerances buy little: a step costs eight stages whatever the error, so the curve is flat to the right of 1e-3.
* corrin takes no tolerance above 2e-3: with daily pills some persons would not be lived to the end.
* Any other model: the kernel is made for this body. The peers take any SBML, or any equations."""

FAIR = """## What is fair, and what is not

* libRoadRunner: numbers, states and event days are set by one vector without loading again; only the six outputs are
  selected; each state has its own absolute tolerance, as in corrin. Its Jacobian is by differences: it offers no other.
  The LLJIT backend ran no faster than the default.
* In C the simulators get one event that comes again each day instead of 365: fewer triggers to watch.
* COPASI has one absolute tolerance for all states (a thousandth of the relative one) and interprets the model.
* CVODE and LSODA have compiled rates and a compiled analytic Jacobian. CVODE is called as from C, with no Python between
  two days; LSODA is called back through thin Python functions, half a microsecond a call and what the wrappers add.
  Dense factors were faster than LAPACK's and SuperLU's here.
* The ladders of libRoadRunner and CVODE begin at 1e-4: at 1e-3 some persons get stuck for good just after a dose.
* libRoadRunner is not the fastest peer: CVODE and LSODA with compiled equations are several times faster. Read the
  tables, not one ratio.
* diffrax waits for the slowest of its batch at every step, and runs on one core only here.
* Making tables, loading models and compiling is not timed, for anyone; see cold start.
* corrin lives many persons in a timed run and a peer few: a peer's time a person does not depend on how many."""

TIME = """## Where the time goes

Taken once, by sampling a run, with 2.6 GHz and two vector multiply-adds a cycle as the core's limit; not written anew by
`make bench`.

* A person's step is some 22,000 floating-point operations: rates 1,400 eight times, Jacobian and factors 1,900 more, a
  solution 440 eight times, combining stages 5,000. At 0.6 microseconds a step that is two fifths of the limit.
* By samples in C: rates 47 %, combining stages and control 21 %, factors 17 %, solutions 15 %.
* In A about a third more goes to numbers that move with a growing cause, and a sixth to readings.
* The arrays of a step, some 90 kB for eight lanes, do not fit the nearest cache; that bounds the rest.

Other targets, on the same two cores, people drawn and quantiles counted included, local error 7e-5 (the default):

| | target | got |
|---|---|---|
| 1,000,000 people, 30 years, yearly quantiles of six markers | 40 s on 2 cores, under 1 GB | 47 s, 0.38 GB |
| 100,000 people, 2 years, 13 injections, monthly | 8 s on 4 cores | 51 s on 2 |
| `corrin simulate`, a cold process to its table, kernel kept / not kept | 1 s / 8 s | 1.0 s / 3.2 s |
| `import corrin` | 0.3 s | 0.01 s |"""
