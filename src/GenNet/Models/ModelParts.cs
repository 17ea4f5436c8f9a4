namespace GenNet;

/// <summary>Some layers of a model's class, to be loaded, saved or frozen: generated as <c>DigitNet.Parts.Conv1</c>, so that the compiler checks the names.</summary>
public abstract class ModelParts
{
    private readonly bool[] _isIn;

    private protected ModelParts(ModelDescription model, bool[] isIn) => (Model, _isIn) = (model, isIn);

    /// <summary>Keras' names of the layers.</summary>
    public IReadOnlyList<string> Layers => [.. Numbers.Select(number => Model.Layers[number].KerasName)];

    /// <summary>The class.</summary>
    internal ModelDescription Model { get; }

    /// <summary>Numbers of the layers.</summary>
    internal IEnumerable<int> Numbers => Enumerable.Range(0, _isIn.Length).Where(number => _isIn[number]);

    /// <summary>Options of a load that is about these layers alone: see <see cref="LoadOptions.Only"/>.</summary>
    public static implicit operator LoadOptions(ModelParts parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        // One without weights has nothing to load.
        return LoadOptions.Only(parts.Numbers.Where(number => parts.Model.Layers[number].Variables.Count > 0).Select(number => parts.Model.Layers[number].KerasName)) with { OfModel = parts.Model.FullName };
    }

    /// <summary>The class, and the names of the layers.</summary>
    public override string ToString() => $"{Model.FullName}: {string.Join(", ", Layers)}";

    private protected bool IsIn(int number) => _isIn[number];
}

/// <summary>Some layers of <typeparamref name="TModel"/>.</summary>
/// <typeparam name="TModel">The model's class.</typeparam>
public sealed class ModelParts<TModel> : ModelParts
    where TModel : Model
{
    /// <summary>Called by generated code: layers that stand together.</summary>
    /// <param name="model">The class.</param>
    /// <param name="first">Number of the first.</param>
    /// <param name="count">How many.</param>
    public ModelParts(ModelDescription model, int first, int count)
        : this(model, number => number >= first && number < first + count)
    {
    }

    private ModelParts(ModelDescription model, Func<int, bool> isIn)
        : base(model, [.. Enumerable.Range(0, model.Layers.Count).Select(isIn)])
    {
    }

    /// <summary>The layers of both.</summary>
    public static ModelParts<TModel> operator |(ModelParts<TModel> left, ModelParts<TModel> right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        return new(left.Model, number => left.IsIn(number) || right.IsIn(number));
    }

    /// <summary>The layers that are in both.</summary>
    public static ModelParts<TModel> operator &(ModelParts<TModel> left, ModelParts<TModel> right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        return new(left.Model, number => left.IsIn(number) && right.IsIn(number));
    }

    /// <summary>All other layers: <c>~DigitNet.Parts.Head</c> is everything but the head.</summary>
    public static ModelParts<TModel> operator ~(ModelParts<TModel> parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        return new(parts.Model, number => !parts.IsIn(number));
    }
}
