using GenNet.Specs;

namespace GenNet.Contracts;

/// <summary>A layer in a contract.</summary>
/// <param name="Name">Its name in Keras and in weight files.</param>
/// <param name="Kind">Keras' class name.</param>
/// <param name="TrainingOnly">Whether it does nothing at inference, as Dropout: <c>training</c> in the text.</param>
/// <param name="Arguments">The arguments that change what its weights mean: those of <see cref="ArgumentRole.Behaviour"/>.</param>
/// <param name="Calls">What each call of it takes; more than one if it is shared, none if it is never called.</param>
/// <param name="Variables">Its variables in Keras' order.</param>
public sealed record ContractLayer(
    string Name,
    string Kind,
    bool TrainingOnly,
    EquatableArray<ContractArgument> Arguments,
    EquatableArray<EquatableArray<ContractValue>> Calls,
    EquatableArray<ContractVariable> Variables)
{
    /// <summary>Comments and empty lines before it.</summary>
    public EquatableArray<string> Comments { get; init; }

    /// <summary>Number of its line in the file, from 1; 0 if it comes from a model.</summary>
    public int Line { get; init; }

    internal ContractLayer WithCommentsOf(ContractLayer other) => this with
    {
        Comments = other.Comments,
        Variables = Variables
            .Select(v => v with { Comments = other.Variables.FirstOrDefault(o => o.Name == v.Name)?.Comments ?? default })
            .ToEquatableArray(),
    };
}

/// <summary>A variable in a contract.</summary>
/// <param name="Name">Keras' name.</param>
/// <param name="DType">Keras' name of its element type: <c>float32</c>.</param>
/// <param name="Shape">Its dimensions.</param>
/// <param name="IsState">Whether it is never trained, as a moving average.</param>
public sealed record ContractVariable(string Name, string DType, TensorShape Shape, bool IsState)
{
    /// <summary>Comments and empty lines before it.</summary>
    public EquatableArray<string> Comments { get; init; }

    /// <summary>Number of its line in the file, from 1; 0 if it comes from a model.</summary>
    public int Line { get; init; }

    /// <summary>Whether <paramref name="other"/> has the same name, element type and shape.</summary>
    public bool Fits(ContractVariable other) => Name == other.Name && DType == other.DType && Shape == other.Shape;

    /// <summary>Type and shape as in the text: <c>float32 3,3,1,32</c>.</summary>
    public string Description => DType + " " + ContractText.Shape(Shape);
}

/// <summary>An argument in a contract.</summary>
/// <param name="Name">Keras' name.</param>
/// <param name="Value">Its value, written as <see cref="ArgumentValue.Contract"/>.</param>
public sealed record ContractArgument(string Name, string Value);
