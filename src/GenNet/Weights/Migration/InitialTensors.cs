using GenNet.Contracts;
using GenNet.Elements;
using GenNet.Specs;

namespace GenNet.Weights;

/// <summary>Initial values of variables that no older version has anything for.</summary>
/// <param name="description">The class.</param>
/// <param name="initialize">Gives a variable its initial values.</param>
internal sealed class InitialTensors(ModelDescription description, VariableInitializer initialize)
{
    private readonly Dictionary<string, (VariableDescription Variable, int Number)> _known = NamesOf(description)
        .Zip(description.Layers.SelectMany(static layer => layer.Variables), static (name, variable) => (name, variable)).Select(static (pair, i) => (pair.name, pair.variable, i))
        .ToDictionary(static known => known.name, static known => (known.variable, known.i), StringComparer.Ordinal);

    /// <summary>Names of the class's variables in the order of its description, as contracts call them.</summary>
    public static IReadOnlyList<string> NamesOf(ModelDescription description) =>
        [.. description.Layers.SelectMany(static layer => layer.Variables.Select(variable => layer.IsVariable ? layer.KerasName : $"{layer.KerasName}/{variable.Name}"))];

    /// <summary>Those of a variable: as the class says if it has one of that name and shape, else as Keras' layers do by default.</summary>
    /// <param name="name">Its name with its layer's.</param>
    /// <param name="variable">What it is.</param>
    public Tensor Of(string name, ContractVariable variable)
    {
        var (known, number) = _known.TryGetValue(name, out var found) && found.Variable.Shape == variable.Shape ? found : (new VariableDescription(variable.Name, variable.Shape, 0, ByDefault(variable)), _known.Count);
        var values = Tensor.ValuesOf(variable.Shape);
        initialize(values, known, number);
        var type = KerasEnum.TryParse<DType>(variable.DType, out var given) ? given : DType.Float32;
        if (type == DType.Float64)
            return Tensor.Of(variable.Shape, Array.ConvertAll(values, static value => (double)value));
        if (type == DType.Float32)
            return new(variable.Shape, values);
        var rounded = new byte[values.Length * type.Size()];
        ElementConversion.FromSingle(values, rounded, type);
        ElementConversion.ToSingle(rounded, type, values);
        return Tensor.Of(variable.Shape, values, type);
    }

    private static Initializer ByDefault(ContractVariable variable) => variable.Name[(variable.Name.LastIndexOf('/') + 1)..] switch
    {
        "gamma" or "moving_variance" => Initializer.Ones,
        "beta" or "moving_mean" or "bias" => Initializer.Zeros,
        _ => variable.Shape.Rank < 2 ? Initializer.Zeros : Initializer.GlorotUniform,
    };
}

/// <summary>Gives a variable its initial values.</summary>
/// <param name="values">Its values, row-major.</param>
/// <param name="variable">Its shape and initializer.</param>
/// <param name="number">Its number in the model: each draws numbers of its own.</param>
internal delegate void VariableInitializer(Span<float> values, VariableDescription variable, int number);
