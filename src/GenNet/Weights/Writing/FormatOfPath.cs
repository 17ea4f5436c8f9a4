namespace GenNet.Weights.Writing;

/// <summary>The format that a file's name tells, as the programs that read such files tell it.</summary>
internal static class FormatOfPath
{
    // A longer ending before one that is its own end.
    private static readonly (string Suffix, WeightFormat Format)[] s_known =
    [
        (".weights.h5", WeightFormat.KerasWeights),
        (".weights.json", WeightFormat.KerasShards),
        (".safetensors", WeightFormat.Safetensors),
        (".npz", WeightFormat.Npz),
        (".h5", WeightFormat.LegacyH5),
        (".hdf5", WeightFormat.LegacyH5),
    ];

    /// <summary>The format that weights are saved in.</summary>
    /// <param name="path">The file.</param>
    /// <param name="asked">What the caller asks for; null to go by the name.</param>
    /// <exception cref="ArgumentException">The name tells none and none is asked for, it tells another one, or it is that of a whole model.</exception>
    public static WeightFormat Of(string path, WeightFormat? asked)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var name = Path.GetFileName(path);
        var told = Told(name);
        if (asked is not { } format)
            return told ?? throw Untold(path);
        if (!Enum.IsDefined(format))
            throw new ArgumentException($"There is no {nameof(WeightFormat)} {format}.", "options");
        if (Path.GetExtension(name).Equals(".keras", StringComparison.OrdinalIgnoreCase))
            throw Untold(path);
        // PyTorch's weights are safetensors by other names.
        return told is null || told == format || (told == WeightFormat.Safetensors && format == WeightFormat.Torch)
            ? format
            : throw new ArgumentException($"The name \"{name}\" means {told}, and {nameof(SaveOptions)}.{nameof(SaveOptions.Format)} is {format}: change the one or the other.", nameof(path));
    }

    private static WeightFormat? Told(string name)
    {
        foreach (var (suffix, format) in s_known)
        {
            if (name.EndsWith(suffix, StringComparison.Ordinal))
                return name.Length > suffix.Length ? format : null;
        }
        return null;
    }

    private static ArgumentException Untold(string path)
    {
        var name = Path.GetFileName(path);
        var (reason, advice) = name.Length == 0
            ? ($"\"{path}\" is a folder, and the weights need the name of a file in it. ", $"\"{path}model.weights.h5\"")
            : (Reason(name), $"\"{Advised(name)}\", not \"{name}\"");
        return new(
            $"{reason}Weights are saved in the format that the file's name tells: .weights.h5 (Keras 3), .weights.json (Keras 3, in shards), .h5 (Keras 2), .safetensors or .npz (NumPy): {advice}. "
                + $"With {nameof(SaveOptions)}.{nameof(SaveOptions.Format)} {(name.Length == 0 ? "a file may have any other name" : "any other name will do")}; {nameof(WeightFormat.TensorFlowCheckpoint)} and {nameof(WeightFormat.Torch)} need it.",
            "path");
    }

    private static string Reason(string name) => Path.GetExtension(name).ToLowerInvariant() switch
    {
        _ when EndingOf(name) is { } ending && name.Length > ending.Length => $"\"{name}\" ends in {name[^ending.Length..]}, and names are told by small letters, as other programs do. ",
        _ when EndingOf(name) is not null => $"\"{name}\" is an ending without a name before it. ",
        "" => $"\"{name}\" has no extension, which means a checkpoint in TensorFlow and nothing in Keras 3. ",
        ".keras" => "A .keras file is a whole model, and SaveWeights saves weights. ",
        ".npy" => "A .npy file is one array without a name, and a model's weights are several. ",
        ".json" when IsSafetensorsIndex(name) => "GenNet writes safetensors as one file, and reads them in several. ",
        ".index" or ".ckpt" => $"A TensorFlow checkpoint is several files, whose names begin with the path that is saved to: {nameof(WeightFormat)}.{nameof(WeightFormat.TensorFlowCheckpoint)} and \"{StemOf(name)}\". ",
        ".pt" or ".pth" or ".bin" => "PyTorch's own files are programs in Python's pickle format, which GenNet neither reads nor writes; PyTorch reads .safetensors. ",
        _ => "",
    };

    // What the name says in other letters, or by another program's ending, rather than what is usual.
    private static string Advised(string name) => EndingOf(name) is { } ending ? StemOf(name) + ending : StemOf(name) + (Path.GetExtension(name).ToLowerInvariant() switch
    {
        ".npy" => ".npz",
        ".pt" or ".pth" or ".bin" => ".safetensors",
        ".json" when IsSafetensorsIndex(name) => ".safetensors",
        _ => ".weights.h5",
    });

    private static bool IsSafetensorsIndex(string name) => name.EndsWith(".safetensors.index.json", StringComparison.OrdinalIgnoreCase);

    private static string? EndingOf(string name) => Array.Find(s_known, known => name.EndsWith(known.Suffix, StringComparison.OrdinalIgnoreCase)).Suffix;

    private static string StemOf(string name)
    {
        foreach (var suffix in (string[])[".index.json", ".weights.json", ".index", ".ckpt", ".pt", ".pth", ".bin", ".h5", ".hdf5", ".keras", ".safetensors", ".npz", ".npy", ".weights"])
        {
            if (name.EndsWith(suffix, StringComparison.OrdinalIgnoreCase))
                name = name[..^suffix.Length];
        }
        return name.Length == 0 ? "model" : name;
    }
}
