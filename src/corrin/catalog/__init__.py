"""The entries: causes, markers, treatments, diets, codes and words of a history. Declarations only."""
