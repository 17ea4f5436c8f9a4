using System.Diagnostics;
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

    /// <summary>Whether training changes it by its gradient: it is no state, and its layer isn't frozen.</summary>
    public bool IsTrained => !_description.IsState && _model.Instance.TrainedLayers[_layer];

    /// <summary>
    /// The values, row-major, in the model's own memory: they change with training on the CPU. On a device with memory of its own they are fetched when they are asked for. A span that is held over <c>LoadWeights</c> or the model's end stays readable and
    /// shows the old values.
    /// </summary>
    /// <exception cref="ObjectDisposedException">The model is disposed.</exception>
    public ReadOnlySpan<float> Values => _model.WeightArena.Of(_description);

    internal VariableDescription Description => _description;

    /// <summary>Name with the layer's: <c>hidden/kernel</c>.</summary>
    internal string FullName => LayerName.Length == 0 ? Name : $"{LayerName}/{Name}";

    /// <summary>Takes new values. Predictions that run at the same time see all of the old ones or all of the new ones.</summary>
    /// <param name="values">As many as <see cref="Shape"/> has elements, row-major.</param>
    /// <exception cref="ArgumentException">The number of values is another.</exception>
    /// <exception cref="InvalidOperationException">It is called from within a call of the same model that uses the weights.</exception>
    /// <exception cref="ObjectDisposedException">The model is disposed.</exception>
    public void Assign(ReadOnlySpan<float> values)
    {
        if (values.Length != Shape.ElementCount)
        {
            throw new ArgumentException(
                $"{_model.Description.FullName}: {FullName} has shape {Shape.ToKerasString()}, {Shape.ElementCount} values, and was given {values.Length}.",
                nameof(values));
        }
        using var change = _model.ChangeWeights(nameof(Assign));
        values.CopyTo(_model.WeightArena.Of(_description));
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
    internal Tensor CopyOf(WeightArena weights) => new(Shape, weights.Of(_description).ToArray());

    /// <summary>Name and shape: <c>hidden/kernel (49, 64)</c>.</summary>
    public override string ToString() => $"{FullName} {Shape.ToKerasString()}";

    private string DebuggerText => $"{this}: {(_model.IsDisposed ? "its model is disposed" : ValuesText.Of(Values))}";
}
