using GenNet.Specs;

namespace GenNet;

/// <summary>The .NET types of elements in memory of the host's.</summary>
internal static class ElementType
{
    /// <summary>What <typeparamref name="T"/> is; the JIT makes a constant of it.</summary>
    /// <exception cref="NotSupportedException">It is no type of elements.</exception>
    public static DType Of<T>()
        where T : unmanaged =>
        typeof(T) == typeof(float) ? DType.Float32
        : typeof(T) == typeof(int) ? DType.Int32
        : typeof(T) == typeof(long) ? DType.Int64
        : typeof(T) == typeof(bool) ? DType.Bool
        : typeof(T) == typeof(Half) ? DType.Float16
        : typeof(T) == typeof(double) ? DType.Float64
        : throw new NotSupportedException($"There are no tensors of {typeof(T)}: elements are float, int, long, bool, Half or double.");

    /// <summary>The .NET type as C# writes it: <c>int</c>, <c>Half</c>.</summary>
    public static string NameOf(DType type) => type.CSharpName() is var name && name.LastIndexOf('.') is >= 0 and var dot ? name[(dot + 1)..] : name;
}
