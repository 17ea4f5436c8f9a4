using GenNet.Weights.KerasH5;

namespace GenNet.Weights;

/// <summary>What the name of a weight file promises. What a file is, its content alone decides.</summary>
internal static class FileNames
{
    // Longer ones before those that they end with.
    private static readonly string[] s_suffixes =
        [".weights.h5", ".weights.json", ".safetensors.index.json", ".safetensors", ".h5", ".hdf5", ".keras", ".npz", ".npy", ".pth", ".pt", ".ckpt", ".bin", ".index"];

    /// <summary>That a file has another name than its format's files have, as a sentence without its full stop; null if it has one of theirs.</summary>
    public static string? NoteOf(IWeightContainer file)
    {
        // Memory and streams have no name, and are called (memory).
        if (file.Suffixes is not [var usual, ..] || file.File.StartsWith('('))
            return null;
        var name = Path.GetFileName(file.File);
        if (Array.Find(s_suffixes, suffix => name.EndsWith(suffix, StringComparison.OrdinalIgnoreCase)) is { } promised)
            return file.Suffixes.Contains(promised) ? null : $"its name ends in {promised}, and it is {file.Format}: names of such files end in {usual}";
        return Path.HasExtension(name)
            ? $"its name ends in {Path.GetExtension(name)}, and it is {file.Format}: names of such files end in {usual}"
            : $"its name has no extension, and it is {file.Format}: names of such files end in {usual}";
    }

    /// <summary>
    /// Refuses HDF5 under two names that no program gives it: <c>.safetensors</c>, and <c>.keras</c> where it isn't a whole model, as Keras 2 saved them. Somebody renamed such a file.
    /// </summary>
    /// <exception cref="WeightFileException">It has one.</exception>
    public static IWeightContainer RequireOneOfHdf5(IWeightContainer file)
    {
        var problem = Path.GetExtension(file.File).ToLowerInvariant() switch
        {
            ".safetensors" => "it is an HDF5 file, and its name ends in .safetensors",
            ".keras" when file is KerasWeightsFile => "it is an HDF5 file of weights, and its name ends in .keras, as those of whole models",
            _ => null,
        };
        if (problem is null)
            return file;
        file.Dispose();
        throw new WeightFileException(file.File, null, problem, $"Rename it so that it ends in {file.Suffixes[0]}, if it is the right file.");
    }
}
