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
        Add(options.SkipsMismatch, LoadOptions.SkipMismatch, report.Mismatched, "", "Load a file that was saved from this architecture, or change the class back", "keeps what such layers have");
        Add(options.AllowsMissing, LoadOptions.AllowMissing, report.Missing, ": not in the file", "Save the file again from this class", "keeps what such variables have");
        Add(options.AllowsUnused, LoadOptions.AllowUnused, report.Unused, ": no variable asks for it", "The file belongs to another or an older model: load it into that", "leaves such arrays");
        return string.Join(Environment.NewLine, lines);

        void Add<T>(bool isGiven, LoadOptions option, IReadOnlyList<T> items, string remark, string remedy, string effect)
        {
            if (isGiven || items.Count == 0)
                return;
            lines.AddRange(items.Select(item => $"  {item}{remark}"));
            lines.Add($"  → {remedy}; LoadOptions.{option} {effect}.");
        }
    }
}
