using GenNet.Kernels;
using GenNet.Specs;

namespace GenNet;

public abstract partial class Model
{
    internal unsafe Tensor RunLayer(Layer layer, ReadOnlySpan<Tensor> inputs)
    {
        var shapes = layer.Description.InputShapes;
        if (inputs.Length != shapes.Count)
            throw new ArgumentException($"{Description.FullName}.{layer.Description.Name} takes {shapes.Count} inputs and was given {inputs.Length}.", nameof(inputs));
        var rows = inputs[0].Shape.Rank > 0 ? inputs[0].Shape[0] : 0;
        var copies = new AlignedMemory[inputs.Length];
        var arguments = stackalloc TensorRef[inputs.Length];
        for (var i = 0; i < inputs.Length; i++)
        {
            var expected = WithBatch(rows, shapes[i]);
            if (inputs[i].Shape != expected)
            {
                throw new ArgumentException(
                    $"{Description.FullName}.{layer.Description.Name} takes {expected.ToKerasString()} as input {i} and was given {inputs[i].Shape.ToKerasString()}.",
                    nameof(inputs));
            }
            copies[i] = AlignedMemory.Allocate(inputs[i].Values.Length);
            inputs[i].Values.CopyTo(copies[i].Span(0, inputs[i].Values.Length));
            arguments[i] = new(copies[i].Pointer);
        }
        var shape = WithBatch(rows, layer.OutputShape);
        var result = Tensor.ValuesOf(shape);
        using var reading = ReadWeights();
        fixed (float* values = result)
        {
            var output = new TensorRef(values);
            var pass = new PassMemory { Inputs = arguments, Outputs = &output, Weights = reading.Weights.Pointer };
            Instance.Plan.InferLayer(layer.Index, new Pass(rows, WorkerPool.Inline, pass));
        }
        GC.KeepAlive(copies);
        return new(shape, result);
    }

    private static TensorShape WithBatch(int rows, TensorShape shape) => TensorShape.Of([rows, .. shape.Dimensions]);
}
