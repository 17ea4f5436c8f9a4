using System.Text;
using System.Text.RegularExpressions;

namespace GenNet.Weights.TensorFlow;

/// <summary>The text file <c>checkpoint</c>, in which TensorFlow notes what it saved last in a folder: <c>model_checkpoint_path: "ckpt-3"</c>.</summary>
internal static partial class CheckpointStateFile
{
    private const string Field = "model_checkpoint_path";
    private const int LongestFile = 16 << 20;

    /// <summary>Whether a file begins as such one does.</summary>
    public static bool IsOne(ReadOnlySpan<byte> start) => start.StartsWith("model_checkpoint_path:"u8);

    /// <summary>The index of the latest checkpoint.</summary>
    /// <exception cref="WeightFileException">It names none, or one outside its folder.</exception>
    public static string IndexIn(ByteSource file)
    {
        if (file.Length > LongestFile)
            throw WeightFileException.Damaged(file.File, null, $"{file.Length} bytes are no list of checkpoints");
        if (Latest().Match(Encoding.UTF8.GetString(file.ReadArray(0, (int)file.Length))) is not { Success: true } match)
            throw WeightFileException.Damaged(file.File, null, $"it has no line {Field}: \"…\"");
        var name = Unescaped(match.Groups[1].Value);
        var folder = Path.GetDirectoryName(file.File) ?? "";
        // A folder is moved as a whole, and TensorFlow 1 notes where it was.
        if (IsRooted(name))
            name = name[(name.LastIndexOfAny(['/', '\\']) + 1)..];
        if (name.Split('/', '\\').Contains(".."))
            throw new WeightFileException(file.File, null, $"it names a checkpoint outside its folder, {name}", "Load that one by its own path, if it is the right one.");
        // TensorFlow calls a checkpoint without a name so.
        var index = Path.Join(folder, name is "." ? "" : name) + CheckpointPaths.IndexSuffix;
        return File.Exists(name is "." or "" ? index = Path.Join(folder, CheckpointPaths.IndexSuffix) : index)
            ? index
            : throw new WeightFileException(file.File, null, $"it names the checkpoint {name}, and there is no {Path.GetFileName(index)} beside it", "Copy all files of the checkpoint there, or load another one by its path.");
    }

    private static bool IsRooted(string path) => path.StartsWith('/') || path.StartsWith('\\') || (path.Length > 1 && path[1] == ':');

    private static string Unescaped(string text) => Escape().Replace(text, static match => match.Groups[1].Value);

    [GeneratedRegex("""^model_checkpoint_path:\s*"((?:[^"\\\n]|\\.)*)"\s*$""", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Latest();

    [GeneratedRegex(@"\\(.)", RegexOptions.CultureInvariant)]
    private static partial Regex Escape();
}
