using GenNet.Weights.KerasH5;
using GenNet.Weights.Safetensors;

namespace GenNet.Weights;

/// <summary>Opens weight files of any format.</summary>
public static class WeightFiles
{
    private const string KerasSuffix = ".weights.h5";
    private const string SafetensorsSuffix = ".safetensors";

    /// <summary>Opens a file by what it holds. Its name decides nothing, but one that promises another format is refused.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="WeightFileException">It is no weight file, damaged, or not what its name says.</exception>
    /// <exception cref="IOException">The file can't be read.</exception>
    public static IWeightContainer Open(string path)
    {
        var bytes = FileBytes.Open(path);
        try
        {
            var kind = WeightFileKinds.Of(bytes);
            RequireNameToFit(path, kind);
            return kind switch
            {
                WeightFileKind.Hdf5 => KerasWeightsFile.Open(bytes),
                WeightFileKind.Safetensors => SafetensorsFile.Open(bytes),
                _ when path.EndsWith(SafetensorsSuffix, StringComparison.OrdinalIgnoreCase) && kind == WeightFileKind.Unknown => SafetensorsFile.Open(bytes),
                _ => throw NoWeights(path, kind),
            };
        }
        catch
        {
            bytes.Dispose();
            throw;
        }
    }

    private static void RequireNameToFit(string path, WeightFileKind kind)
    {
        var (promised, suffix) = Path.GetExtension(path).ToLowerInvariant() switch
        {
            ".h5" or ".hdf5" => (WeightFileKind.Hdf5, KerasSuffix),
            ".keras" => (WeightFileKind.Zip, ".keras"),
            SafetensorsSuffix => (WeightFileKind.Safetensors, SafetensorsSuffix),
            _ => (kind, ""),
        };
        if (kind == promised || kind is not (WeightFileKind.Hdf5 or WeightFileKind.Safetensors))
            return;
        var right = kind == WeightFileKind.Hdf5 ? KerasSuffix : SafetensorsSuffix;
        throw new WeightFileException(
            path, null, $"it is {WeightFileKinds.Describe(kind)}, and its name ends in {suffix}", $"Rename it so that it ends in {right}, if it is the right file.");
    }

    private static WeightFileException NoWeights(string path, WeightFileKind kind) => new(
        path, null, $"it is {WeightFileKinds.Describe(kind)}, not a weight file",
        kind switch
        {
            WeightFileKind.GitLfsPointer => "Fetch it: git lfs pull.",
            WeightFileKind.Zip => "GenNet does not read .keras and other archives: save the weights alone, model.save_weights(\"name.weights.h5\").",
            WeightFileKind.Torch => TorchFile.RemedyFor(path),
            WeightFileKind.Pickle => "GenNet never runs what a file says: save the weights as safetensors.",
            WeightFileKind.Empty => "The program that wrote it did not finish: take another copy of the file, or save it again.",
            _ => $"Weights lie in files that end in {KerasSuffix} or {SafetensorsSuffix}.",
        });
}
