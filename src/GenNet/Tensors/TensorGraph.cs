using GenNet.Elements;
using GenNet.Operations;
using GenNet.Specs;

namespace GenNet;

/// <summary>Operations on tensors that are computed at once, slowly, as a <c>Forward</c> body does that runs as it stands.</summary>
internal sealed class TensorGraph : IOperationGraph
{
    private readonly List<Tensor> _values = [];

    /// <summary>Tensor number <paramref name="value"/>.</summary>
    public Tensor this[int value] => _values[value];

    /// <inheritdoc/>
    public TensorType TypeOf(int value) => TypeOf(_values[value]);

    /// <summary>Adds a tensor.</summary>
    /// <returns>Its number.</returns>
    public int Add(Tensor tensor)
    {
        _values.Add(tensor);
        return _values.Count - 1;
    }

    /// <inheritdoc/>
    public int Add(LayerSpec operation, params int[] inputs) => Add(Of(operation, [.. inputs.Select(input => _values[input])]));

    /// <inheritdoc/>
    public int Later(Func<int> add) => add();

    private static TensorType TypeOf(Tensor tensor) => new(TensorShape.Of([.. tensor.Shape.Dimensions.Skip(1)]), tensor.DType);

    private static Tensor Of(LayerSpec operation, Tensor[] inputs)
    {
        switch (operation)
        {
            case AddSpec or SubtractSpec or MultiplySpec when !Array.TrueForAll(inputs, static input => input.DType.IsFloating()):
                throw new SpecException("computes with numbers, and is given true and false; cast them before");
            case AddSpec: return Tensor.Add(inputs);
            case SubtractSpec: return Tensor.Subtract(inputs[0], inputs[1]);
            case MultiplySpec: return Tensor.Multiply(inputs);
            case ConcatenateSpec { Axis: var axis }: return Tensor.Concatenate(inputs, axis);
            default: break;
        }
        var rows = inputs[0].Shape.Rank > 0 ? inputs[0].Shape[0] : 0;
        var types = inputs.Select(TypeOf).ToArray();
        var inferred = operation.Infer(types.Select((type, i) => operation.Entering(i, type)).ToEquatableArray());
        var output = inferred.Outputs[0];
        var values = inputs.Select(static input => input.ToDoubles()).ToArray();
        var result = new double[rows * output.Shape.ElementCount];
        for (var row = 0; row < rows; row++)
        {
            var own = values.Select((all, i) => new ArraySegment<double>(all, row * (int)types[i].Shape.ElementCount, (int)types[i].Shape.ElementCount)).ToArray();
            TensorRow.Of(operation, [.. types.Select(static type => type.Shape)], own, output.Shape).CopyTo(result, row * (int)output.Shape.ElementCount);
        }
        var type = operation.KeepsType || (output.DType == DType.Float32 && types[0].DType == DType.Float64) ? types[0].DType : output.DType;
        return Tensor.Of(TensorShape.Of([rows, .. output.Shape.Dimensions]), Elements(result, type), type);
    }

    private static Array Elements(double[] values, DType type) => type switch
    {
        DType.Float64 => values,
        DType.Int32 => Array.ConvertAll(values, static value => (int)value),
        DType.Int64 => Array.ConvertAll(values, static value => (long)value),
        DType.Bool => Array.ConvertAll(values, static value => value != 0),
        DType.Float16 => Array.ConvertAll(values, static value => (float)(Half)value),
        DType.BFloat16 => Array.ConvertAll(values, static value => BFloat16.Round(value)),
        _ => Array.ConvertAll(values, static value => (float)value),
    };
}
