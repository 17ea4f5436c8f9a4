using GenNet.Naming;
using GenNet.Specs;

namespace GenNet.Graph;

/// <summary>A model among the layers of another one. Its layers stand in the outer model's own list, under names with its own in front: <c>backbone/dense</c>.</summary>
/// <param name="Property">How it is reached in C#: <c>Backbone</c>, <c>Blocks[0]</c>.</param>
/// <param name="KerasName">Its name in Keras: the part of the names before the first slash.</param>
/// <param name="Model">The model by itself.</param>
/// <param name="FirstLayer">Index of its first layer among the outer model's.</param>
public sealed record SubmodelNode(string Property, string KerasName, ModelSpec Model, int FirstLayer)
{
    /// <summary>Keras' class that applies a layer, or a model, to each timestep.</summary>
    public const string TimeDistributed = "TimeDistributed";

    /// <summary>The group of the model that a TimeDistributed at <paramref name="path"/> holds.</summary>
    public static string PathOfHeld(string path) => path + "/layer";

    /// <summary>The property that declares it: <c>Blocks</c> for <c>Blocks[0]</c>.</summary>
    public string Declaration => LayerEntity.DeclarationIn(Property);

    /// <summary>The attribute of the Python class that holds it, where that was given.</summary>
    public KerasAttribute? GivenAttribute { get; init; }

    /// <summary>The attribute of the Python class that holds it, where the model is a subclassed one.</summary>
    public KerasAttribute Attribute => GivenAttribute ?? new(SnakeCase.Of(Declaration), Element);

    /// <summary>Its number in the list that the property is; null if it is none.</summary>
    public int? Element { get; init; }

    /// <summary>Whether it is applied to each timestep by itself: the layer is then Keras' TimeDistributed, which holds the model.</summary>
    public bool EachTimestep { get; init; }

    /// <summary>Whether training changes its weights, of a new model.</summary>
    public bool Trainable { get; init; } = true;

    /// <summary>What is declared of it in older versions of the contract.</summary>
    public LayerHistory History { get; init; } = LayerHistory.None;

    /// <summary>The index after that of its last layer.</summary>
    public int EndLayer => FirstLayer + Model.Layers.Count;

    /// <summary>Keras' class name.</summary>
    public string Kind => EachTimestep ? TimeDistributed : Model.KerasKind;

    /// <summary>What stands before the names of its layers: its own name, and behind that of a TimeDistributed the model's.</summary>
    public string ScopeName => EachTimestep ? $"{KerasName}/{Model.KerasName}" : KerasName;

    /// <summary>The name of layer <paramref name="inner"/> of the model within the outer one.</summary>
    public LayerNode LayerOf(LayerNode inner) => inner with
    {
        Property = $"{Property}.{inner.Property}",
        KerasName = $"{ScopeName}/{inner.KerasName}",
        Spec = inner.Spec with { TimeAxes = inner.Spec.TimeAxes + (EachTimestep ? 1 : 0), Trainable = inner.Spec.Trainable && Trainable },
        Element = Element,
        History = EachTimestep
            ? inner.History.Within(inner.KerasName, Model.KerasName, LayerHistory.None).Within($"{Model.KerasName}/{inner.KerasName}", KerasName, History)
            : inner.History.Within(inner.KerasName, KerasName, History),
    };
}

/// <summary>A call of a model within another one, whose calls stand among the outer model's own.</summary>
/// <param name="Submodel">Index in <see cref="ModelSpec.Submodels"/>.</param>
/// <param name="Calls">Which calls it consists of.</param>
/// <param name="Inputs">Numbers of the values it takes.</param>
/// <param name="Outputs">Numbers of the values it yields.</param>
public sealed record SubmodelCall(int Submodel, ValueRange Calls, EquatableArray<int> Inputs, EquatableArray<int> Outputs);

/// <summary>What a property declares: a layer, or a model of layers.</summary>
/// <param name="FirstLayer">Index of the layer, or of the model's first.</param>
/// <param name="Submodel">The model; null for a layer.</param>
public readonly record struct LayerEntity(int FirstLayer, SubmodelNode? Submodel)
{
    private static readonly char[] s_ends = ['.', '['];

    /// <summary>The property that the path <paramref name="property"/> begins with: <c>Blocks</c> of <c>Blocks[0].Dense</c>.</summary>
    internal static string DeclarationIn(string property) => property.IndexOfAny(s_ends) is >= 0 and var end ? property.Substring(0, end) : property;
}
