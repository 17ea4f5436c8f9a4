namespace GenNet.Specs;

/// <summary>
/// One layer as declared: its arguments, checked, and what follows from them. Each layer kind has one sealed record deriving from it,
/// in <c>src/Layers/&lt;Family&gt;/&lt;Kind&gt;/&lt;Kind&gt;.Spec.cs</c>, beside the attribute
/// whose properties are its arguments; reading and listing them is generated.
/// </summary>
public abstract record LayerSpec
{
    /// <summary>Keras' class name: <c>Conv2D</c>. Kernels are <c>GenNet.Layers.&lt;Kind&gt;Kernel</c>, their constants <c>GenNet.Layers.I&lt;Kind&gt;Shape</c>.</summary>
    public abstract string Kind { get; }

    /// <summary>Name of the layer object's type in namespace GenNet; <see cref="Kind"/> unless that is taken.</summary>
    public virtual string TypeName => Kind;

    /// <summary>Whether training changes the layer's weights, of a new model.</summary>
    public bool Trainable { get; init; } = true;

    /// <summary>What the layer takes.</summary>
    public virtual LayerInputs Inputs => LayerInputs.One;

    /// <summary>What the layer yields.</summary>
    public virtual LayerOutputs Outputs => LayerOutputs.One;

    /// <summary>What becomes of a mask.</summary>
    public virtual MaskFlow MaskFlow => MaskFlow.Stops;

    /// <summary>Whether inputs that all have the same mask make that the output's (<see cref="MaskFlow.Merges"/>).</summary>
    public virtual bool MergesSameMasks => true;

    /// <summary>The operation that makes the output's mask of those of the inputs (<see cref="MaskFlow.Merges"/>); null if the output has none.</summary>
    /// <param name="inputs">Types of the inputs.</param>
    /// <param name="masks">Types of their masks; <see cref="TensorType.None"/> for an input without one.</param>
    public virtual MaskSpec? MergeMasks(EquatableArray<TensorType> inputs, EquatableArray<TensorType> masks) => null;

    /// <summary>Every argument in the order of Keras' constructor (without name, dtype, trainable).</summary>
    public abstract EquatableArray<LayerArgument> Arguments { get; }

    /// <summary>Whether the layer has an OpenCL kernel (<c>&lt;Kind&gt;.cl</c>, <c>GenNet.Layers.&lt;Kind&gt;Gpu</c>) or needs none at inference.</summary>
    public virtual bool HasOpenCl => false;

    /// <summary>Output types, variables and kernel constants for inputs of these types (batch left out); <see cref="TensorType.None"/> stands for one that is left out.</summary>
    /// <exception cref="SpecException">The inputs don't fit the layer.</exception>
    public abstract InferredLayer Infer(EquatableArray<TensorType> inputs);
}
