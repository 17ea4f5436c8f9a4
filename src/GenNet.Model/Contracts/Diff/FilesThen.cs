namespace GenNet.Contracts;

/// <summary>What files saved before a change do once it is accepted: which of the loader's options they need, and what these leave out.</summary>
internal static class FilesThen
{
    private const string SkipMismatch = "SkipMismatch";
    private const string AllowMissing = "AllowMissing";
    private const string AllowUnused = "AllowUnused";
    private const string AllowBehaviourChange = "AllowBehaviourChange";

    public static string? Of(ContractChange change)
    {
        var parts = change.Parts.Where(static part => part.OwnSeverity != ChangeSeverity.Compatible).ToArray();
        if (parts.Length == 0)
            return null;
        if (Array.Exists(parts, static part => part is { Kind: ChangeKind.KindChanged, OwnSeverity: ChangeSeverity.Breaking }))
            return "what files hold for the old class means something else to the new one, even where shapes agree, so train again";
        if (Array.TrueForAll(parts, static part => part is { Kind: ChangeKind.DTypeChanged, ComputesOtherwise: false }))
            return "such files load, and their numbers are converted";
        if (change.Severity == ChangeSeverity.Behaviour)
        {
            return $"files that say how they were meant, GenNet's own and .keras, then load only with LoadOptions.{AllowBehaviourChange}, "
                + "others without a word; the same input gives another output, so train again";
        }
        var needed = parts.SelectMany(Needed).Distinct().ToArray();
        var text = $"files saved before then load only with {string.Join(" | ", needed.Select(static option => "LoadOptions." + option))}, "
            + $"which {string.Join(" and ", needed.Select(Effect))}";
        return Array.Exists(parts, static part => part.Kind is ChangeKind.VariableAdded or ChangeKind.VariableRemoved)
            ? $"{text}; a .weights.h5 of Keras doesn't name variables, so there it is LoadOptions.{SkipMismatch}, which leaves the whole layer as it is"
            : text;
    }

    private static string[] Needed(ContractChange part) => part.Kind switch
    {
        _ when part.OwnSeverity == ChangeSeverity.Behaviour || part.ComputesOtherwise => [AllowBehaviourChange],
        ChangeKind.ShapeChanged => [SkipMismatch],
        ChangeKind.VariableAdded or ChangeKind.LayerAdded => [AllowMissing],
        ChangeKind.VariableRemoved or ChangeKind.LayerRemoved => [AllowUnused],
        ChangeKind.LayerRenamed => [AllowMissing, AllowUnused],
        _ => [],
    };

    private static string Effect(string option) => option switch
    {
        SkipMismatch => "leaves layers that don't fit as they are",
        AllowMissing => "leaves what is new as it is",
        AllowUnused => "drops what is gone",
        _ => "lets the same input give another output",
    };
}
