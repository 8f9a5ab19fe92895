"""What the body does with cobalamin: one organ, one page; `body` is the ledger."""
