using System.Globalization;

namespace GenNet.Kernels;

/// <summary>What is said of an id that there isn't, whatever device found it.</summary>
internal static class EmbeddingRefusal
{
    /// <summary>The error.</summary>
    /// <param name="name">The layer.</param>
    /// <param name="inputDim">Number of ids.</param>
    /// <param name="id">The id as it was given.</param>
    /// <param name="place">Where it stands in a row.</param>
    public static ArgumentOutOfRangeException Of(string name, int inputDim, string id, long place) => new(null, string.Create(
        CultureInfo.InvariantCulture,
        $"{name}: an Embedding of {inputDim} ids takes 0 to {inputDim - 1}, and value {place} of a row of its input is {id}. Map unknown ids to one of these, or declare the layer with a larger inputDim."));
}
