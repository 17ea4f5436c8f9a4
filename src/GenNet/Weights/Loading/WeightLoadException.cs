namespace GenNet;

/// <summary>A weight file doesn't fit the model. Nothing was changed.</summary>
public sealed class WeightLoadException : Exception
{
    internal WeightLoadException(LoadReport report, Exception? inner = null)
        : base(report.Refusal, inner) => Report = report;

    /// <summary>What was found; nothing of it was carried out, so <see cref="LoadReport.Loaded"/> are those that would have been loaded.</summary>
    public LoadReport Report { get; }
}
