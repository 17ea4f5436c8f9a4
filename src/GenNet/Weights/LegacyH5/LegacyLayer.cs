using GenNet.Weights.Matching;

namespace GenNet.Weights.LegacyH5;

/// <summary>A layer of a legacy file. One that is a model has the weights of all of its layers in one list.</summary>
/// <param name="Name">Its name; empty for the model itself.</param>
/// <param name="Group">Its group.</param>
/// <param name="Weights">Its arrays in order: what was trained when the file was saved before what wasn't.</param>
internal sealed record LegacyLayer(string Name, string Group, IReadOnlyList<LegacyWeight> Weights)
{
    /// <summary>The class, where the name is one that Keras made of it.</summary>
    public string? Kind => AutomaticNames.TryParse(Name, out var kind, out _) ? kind : null;

    /// <summary>The layer by itself, as a file that knows no model has it.</summary>
    public StoredLayer AsStored() => new(Group, Name, Kind, [.. Weights.Select(static weight => new StoredVariable(null, weight.Array))]);
}

/// <summary>An array of a layer.</summary>
/// <param name="Name">As the list has it: <c>dense/kernel:0</c>, in Keras 1 <c>dense_1_W:0</c>.</param>
/// <param name="Array">The array.</param>
internal sealed record LegacyWeight(string Name, StoredTensor Array)
{
    // Keras 1 puts the layer's name in front of these. What it calls std holds the variance.
    private static readonly (string Ending, string Name)[] s_keras1 =
    [
        ("_running_mean", "moving_mean"), ("_running_std", "moving_variance"), ("_gamma", "gamma"), ("_beta", "beta"), ("_W", "kernel"), ("_U", "recurrent_kernel"), ("_b", "bias"),
        ("_alphas", "alpha"),
    ];

    /// <summary>Of an array of Keras 1 that a gate of a recurrent layer has for itself, <c>lstm_W_i:0</c>: the layer, the array's letter and the gate's; null for any other.</summary>
    public (string Layer, string Array, string Letter)? Gate =>
        !Name.Contains('/') && WithoutNumber(WithoutOutput(Name)).Split('_') is [.., "W" or "U" or "b", "i" or "f" or "c" or "o" or "z" or "r" or "h"] parts
            ? (string.Join('_', parts[..^2]), parts[^2], parts[^1])
            : null;

    /// <summary>Names of what lies around the variable, outermost first: <c>forward_lstm</c>, <c>lstm_cell</c>.</summary>
    public IReadOnlyList<string> Scopes => Parts is [.. var scopes, _] ? scopes : [];

    /// <summary>The variable's own name.</summary>
    public string Leaf => Parts[^1];

    private string[] Parts => field ??= Split(WithoutOutput(Name));

    private static string WithoutOutput(string name) => name.EndsWith(":0", StringComparison.Ordinal) ? name[..^2] : name;

    // TensorFlow numbers a name that the program has made before: block1_conv1_W_1.
    private static string WithoutNumber(string name) => AutomaticNames.Split(name).Stem;

    private static string[] Split(string name)
    {
        if (!name.Contains('/'))
        {
            foreach (var plain in (string[])[name, WithoutNumber(name)])
            {
                foreach (var (ending, variable) in s_keras1)
                {
                    if (plain.EndsWith(ending, StringComparison.Ordinal) && plain.Length > ending.Length)
                        return [plain[..^ending.Length], variable];
                }
            }
        }
        return name.Split('/');
    }
}
