using GenNet.Weights;

namespace GenNet.Tool.Inspection;

/// <summary>An array of a weight file.</summary>
/// <param name="Path">Its path in the file.</param>
/// <param name="Name">What it is called, where that is another: <c>conv1/kernel</c>; null if the file doesn't tell.</param>
/// <param name="Role">What it is to a model.</param>
/// <param name="Shape">Its dimensions.</param>
/// <param name="DType">Type of its elements.</param>
/// <param name="Bytes">Bytes of its elements.</param>
/// <param name="Values">What they are like; null where they can't be read or are no numbers.</param>
/// <param name="Refusal">Why they can't be read; null if they can.</param>
internal sealed record InspectedArray(string Path, string? Name, TensorRole Role, IReadOnlyList<long> Shape, string DType, long Bytes, ValueStatistics? Values, string? Refusal)
{
    /// <summary>Looks at an array.</summary>
    /// <param name="tensor">The array.</param>
    /// <param name="role">What it is to a model.</param>
    /// <param name="name">What it is called.</param>
    public static InspectedArray Of(StoredTensor tensor, TensorRole role, string? name)
    {
        var (values, refusal) = Read(tensor);
        var bytes = tensor.Refusal is null ? long.CreateSaturating((Int128)tensor.ElementCount * tensor.Type.Size()) : 0;
        return new(tensor.Path, name == tensor.Path ? null : name, role, tensor.Dimensions, tensor.TypeName, bytes, values, refusal);
    }

    // One array that is damaged, or larger than the file allows, is no reason to show none.
    private static (ValueStatistics? Values, string? Refusal) Read(StoredTensor tensor)
    {
        if (tensor.Refusal is not null || tensor.Type == StoredType.Other)
            return (null, tensor.Refusal);
        try
        {
            return (tensor.Type.IsFloatingPoint() ? ValueStatistics.Of(tensor.ToFloats()) : ValueStatistics.Of(tensor.ToBytes(), tensor.Type), null);
        }
        catch (WeightFileException e)
        {
            return (null, e.Problem);
        }
    }
}
