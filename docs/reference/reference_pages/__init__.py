"""The pages of docs/reference: what the model gives, beside what has been published."""
