namespace GenNet;

/// <summary>A weight file is whole and readable but doesn't fit the model. Nothing was assigned.</summary>
public sealed class WeightLoadException : Exception
{
    internal WeightLoadException(LoadReport report, IReadOnlyList<string> reasons)
        : base(string.Join("\n", (string[])[$"{report.Model}: the weights in {report.File} do not fit the model. Nothing was loaded.", .. reasons])) =>
        Report = report;

    /// <summary>What doesn't fit; nothing is <see cref="LoadReport.Loaded"/>.</summary>
    public LoadReport Report { get; }
}
