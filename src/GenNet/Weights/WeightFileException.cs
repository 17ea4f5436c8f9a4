namespace GenNet;

/// <summary>A weight file is damaged, of another kind than expected, or uses something that GenNet does not read. Nothing was assigned.</summary>
public sealed class WeightFileException : Exception
{
    /// <summary>An error in a weight file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="inside">Path of the object inside the file: <c>layers/dense/vars/0</c>; null if it concerns the whole file.</param>
    /// <param name="problem">What is wrong, as a sentence without its full stop.</param>
    /// <param name="remedy">What to do about it, as a sentence.</param>
    /// <param name="inner">What caused it.</param>
    public WeightFileException(string file, string? inside, string problem, string remedy, Exception? inner = null)
        : base(inside is null ? $"{file}: {Shown(problem)}. {remedy}" : $"{file}, {Shown(inside)}: {Shown(problem)}. {remedy}", inner)
    {
        File = file;
        Inside = inside;
        Problem = problem;
        Remedy = remedy;
    }

    /// <summary>The file.</summary>
    public string File { get; }

    /// <summary>Path of the object inside the file; null if the error concerns the whole file.</summary>
    public string? Inside { get; }

    /// <summary>What is wrong.</summary>
    public string Problem { get; }

    /// <summary>What to do about it.</summary>
    public string Remedy { get; }

    private const int LongestShown = 1000;

    internal const string TakeAnotherCopy = "Take another copy of the file, or save it again";

    internal static WeightFileException Damaged(string file, string? inside, string problem, Exception? inner = null) =>
        new(file, inside, problem, TakeAnotherCopy + ".", inner);

    /// <summary>A file that ends before what it says of itself.</summary>
    internal static WeightFileException CutOff(string file, string? inside, string problem) => new(
        file, inside, problem, "The file is not whole: download or copy it again, and compare its size with the original's.");

    /// <summary>Whether the file is as it should be, and only more than GenNet reads: what doesn't need it can be read.</summary>
    internal bool IsUnsupported { get; init; }

    /// <summary>The same error with the path of the object that it was met at, unless it has one or is met at the root.</summary>
    internal WeightFileException At(string inside) =>
        Inside is null && inside.Length > 0 ? new(File, inside, Problem, Remedy, this) { IsUnsupported = IsUnsupported } : this;

    // Names come from the file: they may be of any length and hold what a console or a log obeys.
    private static string Shown(string text)
    {
        var shown = text.Length > LongestShown ? text[..LongestShown] + "…" : text;
        return shown.AsSpan().IndexOfAnyInRange('\0', '\u001F') < 0 && !shown.Contains('\u007F')
            ? shown
            : string.Concat(shown.Select(static c => char.IsControl(c) ? '\uFFFD' : c));
    }
}
