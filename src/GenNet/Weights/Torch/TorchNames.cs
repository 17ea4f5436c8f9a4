namespace GenNet.Weights.Torch;

/// <summary>How PyTorch calls arrays: as the attributes that lead to them, with dots between, <c>encoder.hidden.weight</c>.</summary>
internal static class TorchNames
{
    /// <summary>What stands between the parts of a name.</summary>
    public const char Separator = '.';

    /// <summary>What counts the batches of a normalization, which Keras doesn't.</summary>
    public const string Counter = "num_batches_tracked";

    /// <summary>Whether arrays have PyTorch's names: dots, and no slash.</summary>
    public static bool Are(IReadOnlyList<StoredTensor> arrays)
    {
        var dots = false;
        foreach (var array in arrays)
        {
            if (array.Path.Contains('/'))
                return false;
            dots |= array.Path.Contains(Separator);
        }
        return dots;
    }

    /// <summary>Whether an array is one that Keras has no counterpart of.</summary>
    public static bool IsCounter(string path) => path.EndsWith(Counter, StringComparison.Ordinal) && (path.Length == Counter.Length || path[^(Counter.Length + 1)] == Separator);

    /// <summary>The module that the layer called <paramref name="name"/> is: <c>encoder.hidden</c> of <c>encoder/hidden</c>.</summary>
    public static string ModuleOf(string name) => name.Replace('/', Separator);

    /// <summary>The array <paramref name="name"/> of a module; of the model itself where that has no name.</summary>
    public static string Within(string module, string name) => module.Length == 0 ? name : $"{module}{Separator}{name}";
}
