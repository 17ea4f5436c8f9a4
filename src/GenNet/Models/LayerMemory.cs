using System.Runtime.InteropServices;
using GenNet.Kernels;
using GenNet.Specs;

namespace GenNet;

/// <summary>Tensors as the kernels take them: in the element type of a layer's input or output.</summary>
internal static class LayerMemory
{
    /// <summary>A copy of the tensor's values.</summary>
    public static AlignedMemory Of(Tensor tensor, DType type)
    {
        var values = tensor.Values;
        var memory = AlignedMemory.Allocate((nint)((((long)values.Length * type.Size()) + sizeof(float) - 1) / sizeof(float)));
        var bytes = BytesOf(memory);
        switch (type)
        {
            case DType.Float32: values.CopyTo(MemoryMarshal.Cast<byte, float>(bytes)); break;
            case DType.Bool: Convert(values, bytes, static v => v == 0 ? (byte)0 : (byte)1); break;
            case DType.Int32: Convert(values, MemoryMarshal.Cast<byte, int>(bytes), static v => (int)v); break;
            case DType.Int64: Convert(values, MemoryMarshal.Cast<byte, long>(bytes), static v => (long)v); break;
            default: throw new NotSupportedException($"A layer can't be run alone on values of type {KerasEnum.Name(type)}.");
        }
        return memory;
    }

    /// <summary>The values in <paramref name="memory"/> as a tensor.</summary>
    public static Tensor ToTensor(AlignedMemory memory, TensorShape shape, DType type)
    {
        var values = Tensor.ValuesOf(shape);
        var bytes = BytesOf(memory);
        if (type == DType.Float32)
            MemoryMarshal.Cast<byte, float>(bytes)[..values.Length].CopyTo(values);
        else if (type == DType.Bool)
            Convert<byte, float>(bytes[..values.Length], values, static v => v);
        else
            throw new NotSupportedException($"A layer can't be run alone that yields values of type {KerasEnum.Name(type)}.");
        return new(shape, values);
    }

    private static Span<byte> BytesOf(AlignedMemory memory) => MemoryMarshal.AsBytes(memory.Span(0, (int)memory.Count));

    private static void Convert<TFrom, TTo>(ReadOnlySpan<TFrom> from, Span<TTo> to, Func<TFrom, TTo> convert)
    {
        for (var i = 0; i < from.Length; i++)
            to[i] = convert(from[i]);
    }
}
