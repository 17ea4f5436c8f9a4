using GenNet.Elements;
using GenNet.Kernels;
using GenNet.Specs;

namespace GenNet;

/// <summary>Tensors as the kernels take them: in the element type of a layer's input or output.</summary>
internal static class LayerMemory
{
    /// <summary>A copy of the tensor's values, cast to <paramref name="type"/>.</summary>
    public static AlignedMemory Of(Tensor tensor, DType type)
    {
        var count = checked((int)tensor.Shape.ElementCount);
        var memory = AlignedMemory.Allocate(AlignedMemory.CountOf((nint)count * type.BetweenLayers().Size()));
        switch (type)
        {
            case DType.Int64 when tensor.DType == DType.Int64:
                tensor.Elements<long>().CopyTo(memory.Elements<long>(count));
                break;
            case DType.Float64: tensor.ToDoubles().CopyTo(memory.Elements<double>(count)); break;
            case DType.Bool: Convert(tensor, memory.Elements<bool>(count), static v => v != 0); break;
            case DType.Int32: Convert(tensor, memory.Elements<int>(count), static v => (int)v); break;
            case DType.Int64: Convert(tensor, memory.Elements<long>(count), static v => (long)v); break;
            case DType.Float16: Convert(tensor, memory.Elements<float>(count), static v => (float)(Half)v); break;
            case DType.BFloat16: Convert(tensor, memory.Elements<float>(count), static v => BFloat16.Round(v)); break;
            default: Convert(tensor, memory.Elements<float>(count), static v => (float)v); break;
        }
        return memory;
    }

    /// <summary>The values in <paramref name="memory"/> as a tensor; a mask's as 0 and 1 of float32.</summary>
    public static Tensor ToTensor(AlignedMemory memory, TensorShape shape, DType type)
    {
        Tensor.RequireRoom(shape);
        var count = (int)shape.ElementCount;
        return type switch
        {
            DType.Float64 => Tensor.Of(shape, memory.Elements<double>(count).ToArray()),
            DType.Int32 => Tensor.Of(shape, memory.Elements<int>(count).ToArray()),
            DType.Int64 => Tensor.Of(shape, memory.Elements<long>(count).ToArray()),
            DType.Bool => new(shape, Array.ConvertAll(memory.Elements<bool>(count).ToArray(), static value => value ? 1f : 0)),
            _ => Tensor.Of(shape, memory.Elements<float>(count).ToArray(), type),
        };
    }

    private static void Convert<T>(Tensor tensor, Span<T> to, Func<double, T> convert)
    {
        var values = tensor.ToDoubles();
        for (var i = 0; i < values.Length; i++)
            to[i] = convert(values[i]);
    }
}
