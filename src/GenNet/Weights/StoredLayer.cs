namespace GenNet.Weights;

/// <summary>Arrays of a weight file that belong to one layer.</summary>
/// <param name="Path">Where they lie: <c>layers/dense_1</c>, or the part of their names before the last slash.</param>
/// <param name="Name">The layer's name; null if the file has none for it.</param>
/// <param name="Kind">The layer's class in snake case, <c>batch_normalization</c>; null if the file doesn't tell.</param>
/// <param name="Variables">The arrays, in the layer's order where the format has one.</param>
public sealed record StoredLayer(string Path, string? Name, string? Kind, IReadOnlyList<StoredVariable> Variables)
{
    /// <summary>
    /// The group that Keras' HDF5 files have for the class's layer that this one is, where the format tells it by something else than names; null where names or positions are to decide.
    /// </summary>
    internal string? Counterpart { get; init; }

    /// <summary>What is to be said of how the layer's arrays were told from others, as a sentence without its full stop; null if nothing.</summary>
    internal string? Remark { get; init; }

    /// <summary>Why nothing tells the layer's arrays from others, as a sentence without its full stop; null if something does.</summary>
    internal string? Doubt { get; init; }

    /// <summary>Why the positions of the layer's arrays tell nothing, as a sentence without its full stop; null if they do, or names tell.</summary>
    internal string? PositionProblem { get; init; }

    /// <summary>Whether the class is only what the name sounds like: <c>attention</c> may be the chosen name of another class's layer.</summary>
    internal bool KindIsOfName { get; init; }

    /// <summary>Whether every array has the name of its variable; else their order is all there is to go by.</summary>
    public bool NamesItsVariables
    {
        get
        {
            for (var i = 0; i < Variables.Count; i++)
            {
                if (Variables[i].Name is null)
                    return false;
            }
            return true;
        }
    }

    /// <summary>Whether an array has a name, so that not all go by their order.</summary>
    internal bool NamesAnyVariable => Variables.Any(static variable => variable.Name is not null);

    /// <summary>
    /// The arrays in the order of these names. Those of layers within the layer lie in groups of their own, which a file lists by the alphabet: backward_layer before forward_layer.
    /// </summary>
    /// <param name="names">Names of the layer's variables: <c>forward_layer/kernel</c>.</param>
    internal IReadOnlyList<StoredVariable> InOrderOf(IEnumerable<string> names)
    {
        var roles = names.Select(static name => name[..Math.Max(0, name.LastIndexOf('/'))]).Where(static role => role.Length > 0).Distinct().ToList();
        return roles.Count < 2 ? Variables : [.. Variables.OrderBy(variable => roles.FindIndex(role => GroupsOf(role).Any(group => variable.Array.Path.StartsWith($"{Path}/{group}/", StringComparison.Ordinal))))];
    }

    // Attentions of Keras call the group of a projection otherwise than its variables: query_dense, and _query_dense in other releases.
    private static string[] GroupsOf(string role)
    {
        var projection = (role == "attention_output" ? "output" : role) + "_dense";
        return [role, projection, "_" + projection];
    }
}

/// <summary>An array of a weight file, as a variable of a layer.</summary>
/// <param name="Name">The variable's name: <c>kernel</c>; null if the file has none for it.</param>
/// <param name="Array">The array.</param>
public sealed record StoredVariable(string? Name, StoredTensor Array);
