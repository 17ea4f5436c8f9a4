namespace GenNet;

/// <summary>A weight file doesn't fit the model. Nothing was changed.</summary>
public sealed class WeightLoadException : Exception
{
    internal WeightLoadException(LoadReport report, LoadOptions options)
        : base(Describe(report, options)) => Report = report;

    /// <summary>What was found; nothing of it was carried out, so <see cref="LoadReport.Loaded"/> are those that would have been loaded.</summary>
    public LoadReport Report { get; }

    private static string Describe(LoadReport report, LoadOptions options)
    {
        var lines = new List<string> { $"{report.File} does not fit {report.Model}; nothing was loaded." };
        if (!options.HasFlag(LoadOptions.SkipMismatch))
            lines.AddRange(report.Mismatched.Select(static v => $"  {v}"));
        if (!options.HasFlag(LoadOptions.AllowMissing))
            lines.AddRange(report.Missing.Select(static v => $"  {v}: not in the file"));
        if (!options.HasFlag(LoadOptions.AllowUnused))
            lines.AddRange(report.Unused.Select(static u => $"  {u}: no variable asks for it"));
        lines.Add(
            "Load a file that was saved from this architecture, or change the class back. To load what fits, pass LoadOptions." +
            "SkipMismatch (other shapes), AllowMissing or AllowUnused: the variables left out keep their values.");
        return string.Join(Environment.NewLine, lines);
    }
}
