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
            return told ?? throw Untold(name);
        if (!Enum.IsDefined(format))
            throw new ArgumentException($"There is no {nameof(WeightFormat)} {format}.", "options");
        if (Path.GetExtension(name).Equals(".keras", StringComparison.OrdinalIgnoreCase))
            throw Untold(name);
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

    private static ArgumentException Untold(string name) => new(
        $"{Reason(name)}Weights are saved in the format that the file's name tells: .weights.h5 (Keras 3), .weights.json (Keras 3, in shards), .h5 (Keras 2), .safetensors or .npz (NumPy): "
            + $"\"{StemOf(name)}.weights.h5\", not \"{name}\". With {nameof(SaveOptions)}.{nameof(SaveOptions.Format)} any other name will do; {nameof(WeightFormat.TensorFlowCheckpoint)} and {nameof(WeightFormat.Torch)} need it.",
        "path");

    private static string Reason(string name) => Path.GetExtension(name).ToLowerInvariant() switch
    {
        "" => $"\"{name}\" has no extension, which means a checkpoint in TensorFlow and nothing in Keras 3. ",
        ".keras" => "A .keras file is a whole model, and SaveWeights saves weights. ",
        ".pt" or ".pth" or ".bin" or ".ckpt" => "PyTorch's own files are programs in Python's pickle format, which GenNet neither reads nor writes; PyTorch reads .safetensors. ",
        _ => "",
    };

    private static string StemOf(string name)
    {
        foreach (var suffix in (string[])[".h5", ".hdf5", ".keras", ".safetensors", ".npz", ".weights"])
        {
            if (name.EndsWith(suffix, StringComparison.OrdinalIgnoreCase))
                name = name[..^suffix.Length];
        }
        return name.Length == 0 ? "model" : name;
    }
}
