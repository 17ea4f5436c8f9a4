using System.Diagnostics;
using System.Runtime.InteropServices;
using GenNet.Elements;
using GenNet.Specs;

namespace GenNet;

/// <summary>One weight of a model, in the model's own memory.</summary>
[DebuggerDisplay("{DebuggerText,nq}")]
public sealed partial class Variable
{
    private readonly Model _model;
    private readonly int _layer;
    private readonly VariableDescription _description;

    internal Variable(Model model, int layer, VariableDescription description)
    {
        _model = model;
        _layer = layer;
        _description = description;
        var owner = model.Description.Layers[layer];
        LayerName = owner.IsVariable ? owner.Model : owner.KerasName;
    }

    /// <summary>Keras' name: <c>kernel</c>.</summary>
    public string Name => _description.Name;

    /// <summary>Keras' name of the layer; of a model's own weight the model's as a layer of another, or nothing.</summary>
    public string LayerName { get; }

    /// <summary>Dimensions, row-major.</summary>
    public TensorShape Shape => _description.Shape;

    /// <summary>What its elements are: what its layer's <see cref="DTypePolicy"/> says of variables.</summary>
    public DType DType => _description.DType;

    /// <summary>Whether training changes it by its gradient: it is no state, and its layer isn't frozen.</summary>
    public bool IsTrained => !_description.IsState && _model.Instance.TrainedLayers[_layer];

    /// <summary>
    /// The values, row-major, in the model's own memory: they change with training on the CPU. On a device with memory of its own they are fetched when they are asked for. A span that is held over <c>LoadWeights</c> or the model's end stays readable and
    /// shows the old values.
    /// </summary>
    /// <exception cref="InvalidOperationException">The variable is of another type than float32: ask for <see cref="Elements{T}"/> or <see cref="ToTensor"/>.</exception>
    /// <exception cref="ObjectDisposedException">The model is disposed.</exception>
    public ReadOnlySpan<float> Values => DType == DType.Float32 ? _model.WeightArena.Of(_description) : throw OtherType();

    /// <summary>The elements of a variable of any type, row-major, in the model's own memory; see <see cref="Values"/>.</summary>
    /// <typeparam name="T">float, Half, double or long as <see cref="DType"/> says; of bfloat16, which .NET has no type for, ushort: the upper half of a float32's bits.</typeparam>
    /// <exception cref="InvalidOperationException">The elements are of another type; the message says which.</exception>
    /// <exception cref="ObjectDisposedException">The model is disposed.</exception>
    public ReadOnlySpan<T> Elements<T>()
        where T : unmanaged
    {
        var isIt = DType switch
        {
            DType.Float16 => typeof(T) == typeof(Half),
            DType.BFloat16 => typeof(T) == typeof(ushort),
            DType.Float64 => typeof(T) == typeof(double),
            DType.Int64 => typeof(T) == typeof(long),
            _ => typeof(T) == typeof(float),
        };
        return isIt ? MemoryMarshal.Cast<byte, T>(_model.WeightArena.BytesOf(_description)) : throw OtherType();
    }

    internal VariableDescription Description => _description;

    /// <summary>Name with the layer's: <c>hidden/kernel</c>.</summary>
    internal string FullName => LayerName.Length == 0 ? Name : $"{LayerName}/{Name}";

    /// <summary>Takes new values. Predictions that run at the same time see all of the old ones or all of the new ones.</summary>
    /// <param name="values">As many as <see cref="Shape"/> has elements, row-major; rounded where the variable is of 16 bits.</param>
    /// <exception cref="ArgumentException">The number of values is another.</exception>
    /// <exception cref="InvalidOperationException">It is called from within a call of the same model that uses the weights.</exception>
    /// <exception cref="ObjectDisposedException">The model is disposed.</exception>
    public void Assign(ReadOnlySpan<float> values)
    {
        RequireCount(values.Length);
        using var change = _model.ChangeWeights(nameof(Assign));
        if (DType == DType.Float32)
            values.CopyTo(_model.WeightArena.Of(_description));
        else
            ElementConversion.FromSingle(values, _model.WeightArena.BytesOf(_description), DType);
        _model.WeightArena.Changed();
    }

    /// <summary>Takes the values of a tensor, of any type of numbers: rounded where the variable's is smaller. See <see cref="Assign(ReadOnlySpan{float})"/>.</summary>
    /// <param name="values">A tensor of the variable's shape.</param>
    /// <exception cref="ArgumentException">Its shape is another.</exception>
    public void Assign(Tensor values)
    {
        ArgumentNullException.ThrowIfNull(values);
        if (values.Shape != Shape)
            throw new ArgumentException($"{_model.Description.FullName}: {FullName} has shape {Shape.ToKerasString()}, and was given a tensor of shape {values.Shape.ToKerasString()}.", nameof(values));
        using var change = _model.ChangeWeights(nameof(Assign));
        Take(values, _model.WeightArena);
        _model.WeightArena.Changed();
    }

    /// <summary>A copy of the values.</summary>
    /// <exception cref="ObjectDisposedException">The model is disposed.</exception>
    public Tensor ToTensor()
    {
        using var reading = _model.ReadWeights();
        return CopyOf(reading.Weights);
    }

    /// <summary>A copy of its values in <paramref name="weights"/>.</summary>
    internal Tensor CopyOf(WeightArena weights)
    {
        if (DType == DType.Float32)
            return new(Shape, weights.Of(_description).ToArray());
        if (DType == DType.Float64)
            return Tensor.Of(Shape, MemoryMarshal.Cast<byte, double>(weights.BytesOf(_description)).ToArray());
        if (DType == DType.Int64)
            return Tensor.Of(Shape, MemoryMarshal.Cast<byte, long>(weights.BytesOf(_description)).ToArray());
        var values = Tensor.ValuesOf(Shape);
        ElementConversion.ToSingle(weights.BytesOf(_description), DType, values);
        return Tensor.Of(Shape, values, DType);
    }

    /// <summary>Puts the values of a tensor of its shape into <paramref name="weights"/>.</summary>
    internal void Take(Tensor values, WeightArena weights)
    {
        if (values.DType.BetweenLayers() != DType.Float32)
            ElementConversion.FromDouble(values.ToDoubles(), weights.BytesOf(_description), DType);
        else if (DType == DType.Float32)
            values.Values.CopyTo(weights.Of(_description));
        else
            ElementConversion.FromSingle(values.Values, weights.BytesOf(_description), DType);
    }

    /// <summary>Name and shape: <c>hidden/kernel (49, 64)</c>.</summary>
    public override string ToString() => $"{FullName} {Shape.ToKerasString()}";

    private void RequireCount(int count)
    {
        if (count == Shape.ElementCount)
            return;
        throw new ArgumentException(
            $"{_model.Description.FullName}: {FullName} has shape {Shape.ToKerasString()}, {Shape.ElementCount} values, and was given {count}.", "values");
    }

    private InvalidOperationException OtherType() => new(
        $"{_model.Description.FullName}: {FullName} is of {KerasEnum.Name(DType)}: ask for Elements<{(DType == DType.BFloat16 ? "ushort" : ElementType.NameOf(DType))}>(), or for a copy, ToTensor().");

    private string DebuggerText => $"{this}: {(_model.IsDisposed ? "its model is disposed" : ToTensor().FirstValues)}";
}
