"""The engines: each takes a scenario in, untimed, and then lives its first persons at a tolerance, timed."""
