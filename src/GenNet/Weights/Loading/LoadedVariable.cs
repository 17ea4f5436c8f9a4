using GenNet.Specs;

namespace GenNet;

/// <summary>A variable of a model and what a file has for it.</summary>
/// <param name="Layer">Keras' name of the layer; empty for a weight of the model's own.</param>
/// <param name="Name">Keras' name of the variable.</param>
/// <param name="Path">Where it is in the file.</param>
/// <param name="Shape">Its shape in the model.</param>
/// <param name="StoredShape">The shape in the file as Keras prints it; null if it isn't there.</param>
/// <param name="StoredType">The element type in the file; null if it isn't there.</param>
/// <param name="Remark">What else is to be said of it; null if nothing.</param>
public sealed record LoadedVariable(
    string Layer, string Name, string Path, TensorShape Shape, string? StoredShape, string? StoredType, string? Remark = null)
{
    /// <summary>Its type in the model.</summary>
    public DType DType { get; init; }

    /// <inheritdoc/>
    public override string ToString()
    {
        var name = Layer.Length == 0 ? Name : $"{Layer}/{Name}";
        var text = StoredShape is null
            ? $"{name} {Shape.ToKerasString()}{(Remark is null ? $", expected at {Path}" : "")}"
            : $"{name} is {Shape.ToKerasString()} {KerasEnum.Name(DType)} in the model and {StoredShape} {StoredType} in the file, at {Path}";
        return Remark is null ? text : $"{text}: {Remark}";
    }
}
