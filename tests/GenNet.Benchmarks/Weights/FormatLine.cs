using System.Globalization;

namespace GenNet.Benchmarks.Weights;

/// <summary>A line of the table.</summary>
/// <param name="Format">The format.</param>
/// <param name="Model">The model.</param>
/// <param name="Bytes">Bytes of its files.</param>
/// <param name="Times">The times.</param>
/// <param name="Peak">Bytes that a load takes at its peak.</param>
internal sealed record FormatLine(FormatCase Format, string Model, long Bytes, Timings Times, long Peak)
{
    /// <summary>The table's head, in Markdown.</summary>
    public const string Head = """
        | weights | file | MB | copy, ms | raw read, ms | load, ms | load ÷ copy | h5py or NumPy loads, ms | copy to disk, ms | save, ms | save ÷ copy to disk | h5py or NumPy saves, ms | load's peak, MB |
        |---|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|
        """;

    /// <inheritdoc/>
    public override string ToString() => string.Join(
        " | ",
        [
            "| " + Model, Format.Name, (Bytes / 1e6).ToString("N1", CultureInfo.InvariantCulture), Milliseconds(FormatRounds.Copy), Milliseconds(FormatRounds.Read), Milliseconds(FormatRounds.Load),
            Ratio(FormatRounds.Load, FormatRounds.Copy), Milliseconds(FormatRounds.PeerLoad), Milliseconds(FormatRounds.CopyToDisk), Milliseconds(FormatRounds.Save),
            Ratio(FormatRounds.Save, FormatRounds.CopyToDisk), Milliseconds(FormatRounds.PeerSave), (Peak / 1e6).ToString("N0", CultureInfo.InvariantCulture) + " |",
        ]);

    private string Milliseconds(string what) => Times[what] is { } time ? time.ToString(time < 100 ? "N1" : "N0", CultureInfo.InvariantCulture) : "–";

    private string Ratio(string what, string of) => (Times[what] / Times[of])?.ToString("0.00", CultureInfo.InvariantCulture) ?? "–";
}
