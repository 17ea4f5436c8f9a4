namespace GenNet.Weights;

/// <summary>Files that <c>torch.save</c> wrote. They are recognised, to say what to do, and never read: a pickle is a program.</summary>
internal static class TorchFile
{
    private const int LongestTail = 64 << 10;
    private const int MostNames = 4;

    /// <summary>What such files are, in messages.</summary>
    public const string Files = "files of PyTorch (torch.save)";

    /// <summary>What to run in Python where weights lie in several files.</summary>
    public static string RemedyForShards(IReadOnlyList<string> names) => "They are programs in Python's pickle format, which GenNet never runs. Two lines of Python make safetensors of them:" + $$"""

            import torch, safetensors.torch
            safetensors.torch.save_file({k: v for f in [{{Listed(names)}}] for k, v in torch.load(f, map_location="cpu", weights_only=True).items()}, "model.safetensors")
        """;

    /// <summary>What to run in Python instead.</summary>
    public static string RemedyFor(string path)
    {
        var name = Path.GetFileName(path);
        return $"""
            It is a program in Python's pickle format, which GenNet never runs. Two lines of Python make safetensors of it:
                import torch, safetensors.torch
                safetensors.torch.save_file(torch.load("{name}", map_location="cpu", weights_only=True), "{Path.ChangeExtension(name, ".safetensors")}")
            A training checkpoint has the weights at a key: torch.load(…)["state_dict"], or "model_state_dict". A whole model, a scripted or an exported one is loaded by the program that saved it, and then gives its weights: model.state_dict().
            """;
    }

    private static string Listed(IReadOnlyList<string> names) =>
        string.Join(", ", names.Take(MostNames).Select(static name => $"\"{name}\"")) + (names.Count > MostNames ? ", …" : "");

    /// <summary>Whether a ZIP archive has the pickle that describes a model, in its first entry or its directory, and is no Keras model.</summary>
    public static bool IsArchive(ByteSource bytes)
    {
        var start = bytes.ReadArray(0, (int)Math.Min(bytes.Length, 512));
        var tail = (int)Math.Min(bytes.Length, LongestTail);
        var end = bytes.ReadArray(bytes.Length - tail, tail);
        return (Has(start, "data.pkl"u8) || Has(end, "data.pkl"u8) || Has(end, "/archive_format"u8)) && !Has(end, "model.weights.h5"u8);
    }

    /// <summary>Whether a pickle begins with the number that marked PyTorch's files before 1.6, or names its functions.</summary>
    public static bool IsPickle(ReadOnlySpan<byte> start) =>
        start[2..].StartsWith((ReadOnlySpan<byte>)[0x8A, 0x0A, 0x6C, 0xFC, 0x9C, 0x46, 0xF9, 0x20, 0x6A, 0xA8, 0x50, 0x19]) || start.IndexOf("torch"u8) >= 0;

    private static bool Has(byte[] bytes, ReadOnlySpan<byte> name) => bytes.AsSpan().IndexOf(name) >= 0;
}
