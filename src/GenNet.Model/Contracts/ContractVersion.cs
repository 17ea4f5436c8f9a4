using GenNet.Graph;
using GenNet.Specs;

namespace GenNet.Contracts;

/// <summary>One version of a contract: the layers and variables that files of this version hold.</summary>
/// <param name="Number">Its number, from 1.</param>
/// <param name="IsDraft">Whether it may still be rewritten; a frozen version is a promise to files saved with it.</param>
/// <param name="Inputs">The model's inputs.</param>
/// <param name="Layers">Its layers in declaration order.</param>
/// <param name="Operations">Its tensor operations, such as <c>a + b</c>.</param>
/// <param name="Outputs">The values it returns.</param>
public sealed record ContractVersion(
    int Number,
    bool IsDraft,
    EquatableArray<ContractInput> Inputs,
    EquatableArray<ContractLayer> Layers,
    EquatableArray<ContractOperation> Operations,
    EquatableArray<ContractValue> Outputs)
{
    /// <summary>Comments and empty lines before it.</summary>
    public EquatableArray<string> Comments { get; init; }

    /// <summary>
    /// What the class was in Keras, where its weight files have other groups for that and nothing else in the contract tells: <see cref="KerasForm.Subclassed"/> or <see cref="KerasForm.Layer"/>, in the line of the
    /// version's number. No part of <see cref="Hash"/>: GenNet loads the files of every form.
    /// </summary>
    public KerasForm Form { get; init; }

    /// <summary>Numbers of the versions whose weights a migration of the class turns into its own; no part of the text.</summary>
    public EquatableArray<int> MigratedFrom { get; init; }

    /// <summary>The class as it is, with its migrations.</summary>
    /// <param name="migrations">All of them; those that lead to another version say nothing of the class.</param>
    public ContractVersion With(IEnumerable<MigrationNode> migrations) =>
        this with { MigratedFrom = migrations.Where(static migration => migration.To == VersionWays.Class).Select(static migration => migration.From).ToEquatableArray() };

    /// <summary>SHA-256 of the version's canonical text without its number, comments and line endings, as 64 hexadecimal digits.</summary>
    public string Hash => ContractHash.Of(this);

    /// <summary><paramref name="model"/> as draft version 1.</summary>
    public static ContractVersion Of(ModelSpec model) => new ContractBuilder(model).Build();

    /// <summary>Whether both say the same of layers, variables and graph; numbers and comments don't count.</summary>
    public bool HasSameBody(ContractVersion other) => ContractWriter.Body(EqualNumbers.Of(this)) == ContractWriter.Body(EqualNumbers.Of(other));

    /// <summary>The layers that are called, in an order of execution.</summary>
    public IEnumerable<ContractLayer> LayersInOrderOfCalls => CallOrder.Of(this).Sorted.Select(static call => call.Layer).OfType<ContractLayer>().Distinct();

    /// <summary>What layer <paramref name="layer"/> takes unless its line says otherwise: the value of the line before; null if there is none.</summary>
    internal ContractValue? ValueBefore(int layer)
    {
        // Weights of the model's own come first, and nothing takes one without saying so.
        if (layer == 0 || Layers[layer - 1].IsVariable)
            return Inputs.Count == 0 ? null : new(false, Inputs[Inputs.Count - 1].Name, 1);
        var before = Layers[layer - 1];
        return before.Calls.Count == 0 ? null : new(true, before.Name, before.Calls.Count);
    }

    /// <summary>This version without comments.</summary>
    public ContractVersion WithoutComments() => this with
    {
        Comments = default,
        Layers = Layers.Select(static layer => layer with { Comments = default, Variables = layer.Variables.Select(static v => v with { Comments = default }).ToEquatableArray() }).ToEquatableArray(),
    };

    /// <summary>This version with the comments that <paramref name="other"/> has at layers and variables of the same names.</summary>
    public ContractVersion WithCommentsOf(ContractVersion other)
    {
        var layers = other.Layers.ToDictionary(static layer => layer.Name, StringComparer.Ordinal);
        return this with
        {
            Comments = other.Comments,
            Layers = Layers
                .Select(layer => layers.TryGetValue(layer.Name, out var before) ? layer.WithCommentsOf(before) : layer)
                .ToEquatableArray(),
        };
    }
}
