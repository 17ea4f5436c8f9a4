using System.Text.Json;
using GenNet.Specs;

namespace GenNet.Weights.KerasConfig;

/// <summary>Reads the shape and type of a model's inputs.</summary>
internal static class KerasInputReader
{
    /// <summary>An InputLayer of Keras 3 (<c>batch_shape</c>) or Keras 2 (<c>batch_input_shape</c>).</summary>
    /// <param name="name">Its name.</param>
    /// <param name="layer">The InputLayer.</param>
    /// <param name="index">Which input of the model it is.</param>
    /// <param name="reading">What for.</param>
    /// <exception cref="SpecException">Its shape isn't fixed, or GenNet has no such type.</exception>
    public static KerasInput Read(string name, KerasObject layer, int index, KerasReading reading)
    {
        foreach (var flag in new[] { "sparse", "ragged", "optional" })
        {
            if (layer.Entry(flag).ValueKind == JsonValueKind.True)
                throw new SpecException($"{flag} inputs are not supported; GenNet's inputs are dense arrays", flag);
        }
        var shape = layer.Entry("batch_shape");
        return Read(name, shape.ValueKind == JsonValueKind.Undefined ? layer.Entry("batch_input_shape") : shape, Type(layer.Entry("dtype"), reading), index, reading);
    }

    /// <summary>An input of a shape with the batch in front.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="shape">The shape; anything else than a list where the model was saved before it had one.</param>
    /// <param name="type">What it holds.</param>
    /// <param name="index">Which input of the model it is one of.</param>
    /// <param name="reading">What for.</param>
    /// <exception cref="SpecException">It is none, or not fixed.</exception>
    public static KerasInput Read(string name, JsonElement shape, DType type, int index, KerasReading reading)
    {
        if (shape.ValueKind != JsonValueKind.Array || shape.GetArrayLength() == 0)
        {
            return reading.Shape(name, index) is { } said
                ? new(name, said.Shape, type) { HasRunTimeLength = said.HasRunTimeLength }
                : throw new SpecException($"the input has no shape: the model was saved before it had one; say it with --shape {name}=224,224,3, or build the Keras model with keras.Input(shape=...) and save it again");
        }
        var dimensions = new int[shape.GetArrayLength() - 1];
        var hasLength = false;
        for (var i = 0; i < dimensions.Length; i++)
        {
            if (shape[i + 1].ValueKind == JsonValueKind.Null && reading.Dimension(name, index, i, dimensions.Length) is { } open)
            {
                dimensions[i] = open.Size;
                hasLength |= open.IsRunTimeLength;
                continue;
            }
            if (shape[i + 1].ValueKind == JsonValueKind.Null && i == 0 && !reading.IsComparison && shape.EnumerateArray().Count(static size => size.ValueKind == JsonValueKind.Null) == 2)
            {
                throw new SpecException(
                    $"the length of its sequences is open, in shape {KerasArguments.Shortened(shape)}; say the largest with --length {name}=128, and the class takes every length up to it, or one length with --shape");
            }
            if (shape[i + 1].ValueKind != JsonValueKind.Number || !shape[i + 1].TryGetInt32(out dimensions[i]) || dimensions[i] < 1)
            {
                throw new SpecException(
                    $"input shape {KerasArguments.Shortened(shape)} is not fixed, and GenNet compiles for fixed shapes but for a length in front; say which with --shape {name}={string.Join(",", Enumerable.Range(1, dimensions.Length).Select(axis => shape[axis].ValueKind == JsonValueKind.Number ? KerasArguments.Shortened(shape[axis]) : "224"))}, or build the Keras model with whole numbers of at least 1 after the batch");
            }
        }
        return new(name, TensorShape.Of(dimensions), type) { HasRunTimeLength = hasLength };
    }

    private static DType Type(JsonElement dtype, KerasReading reading)
    {
        var name = KerasArguments.TypeName(dtype);
        return KerasEnum.TryParse<DType>(name, out var type) ? type
            : reading.IsComparison ? DType.Float32
            : throw new SpecException($"inputs of dtype {name} are not supported; float32, float16, bfloat16, float64, int32, int64 and bool are{(name == "string" ? "; make numbers of texts in C#, and begin the model behind the layer that does it in Keras" : "")}", "dtype");
    }
}
