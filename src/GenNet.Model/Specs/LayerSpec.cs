using GenNet.Naming;

namespace GenNet.Specs;

/// <summary>
/// One layer as declared: its arguments, checked, and what follows from them. Each layer kind has one sealed record deriving from it,
/// in <c>src/Layers/&lt;Family&gt;/&lt;Kind&gt;/&lt;Kind&gt;.Spec.cs</c>, beside the attribute
/// whose properties are its arguments; reading and listing them is generated.
/// </summary>
public abstract record LayerSpec
{
    /// <summary>Keras' class name: <c>Conv2D</c>.</summary>
    public abstract string Kind { get; }

    /// <summary>What Keras calls the first layer of the class that is given no name: <c>conv2d</c>.</summary>
    public string NameByKind => LayerClass.InNames(Kind);

    /// <summary>How generated code calls the kernels; by default <c>GenNet.Layers.&lt;Kind&gt;Kernel</c>.</summary>
    public virtual KernelCall KernelCall => new(Kind);

    /// <summary>Name of the layer object's type in namespace GenNet; <see cref="Kind"/> unless that is taken.</summary>
    public virtual string TypeName => Kind;

    /// <summary>Whether training changes the layer's weights, of a new model.</summary>
    public bool Trainable { get; init; } = true;

    /// <summary>In which types the layer computes and has its variables.</summary>
    public DTypePolicy DTypePolicy { get; init; }

    /// <summary>
    /// How many axes of its inputs and outputs, from the first on, are timesteps that it treats each by itself, as a layer of a model does that stands in a TimeDistributed. What the layer
    /// says of itself (<see cref="Infer"/> and everything else here) is about one timestep; <see cref="RunTimeLength.InferCall"/> knows of them.
    /// </summary>
    public int TimeAxes { get; init; }

    /// <summary>The type that it computes in.</summary>
    public DType ComputeType => DTypePolicy.ComputeType();

    /// <summary>Whether it is an operation that comes into a graph by itself: no class, config or contract names it.</summary>
    public virtual bool IsImplicit => false;

    /// <summary>Whether it moves elements and computes none: whole numbers stay what they are then, and the first output has the first input's type.</summary>
    public virtual bool KeepsType => false;

    /// <summary>Name of its kernels in float64, without <c>Kernel</c>; null if it has none.</summary>
    public virtual string? Float64Kernel => KeepsType ? KernelCall.Name : null;

    /// <summary>What the layer takes.</summary>
    public virtual LayerInputs Inputs => LayerInputs.One;

    /// <summary>What the layer yields.</summary>
    public virtual LayerOutputs Outputs => LayerOutputs.One;

    /// <summary>What becomes of a mask.</summary>
    public virtual MaskFlow MaskFlow => MaskFlow.Stops;

    /// <summary>How many of the outputs, from the first on, have the mask.</summary>
    public virtual int MaskedOutputs => 1;

    /// <summary>Whether, in training, what a row of the batch becomes depends on the others, as with statistics over the batch: then the rows of several calls can't be those of one.</summary>
    public virtual bool DependsOnBatch => false;

    /// <summary>Whether inputs that all have the same mask make that the output's (<see cref="MaskFlow.Merges"/>).</summary>
    public virtual bool MergesSameMasks => true;

    /// <summary>The operation that makes the output's mask of those of the inputs (<see cref="MaskFlow.Merges"/>); null if the output has none.</summary>
    /// <param name="inputs">Types of the inputs.</param>
    /// <param name="masks">Types of their masks; <see cref="TensorType.None"/> for an input without one.</param>
    public virtual MaskSpec? MergeMasks(EquatableArray<TensorType> inputs, EquatableArray<TensorType> masks) => null;

    /// <summary>Every argument in the order of Keras' constructor (without name, dtype, trainable).</summary>
    public abstract EquatableArray<LayerArgument> Arguments { get; }

    /// <summary>
    /// What a call may say besides its inputs, as Keras' <c>use_causal_mask</c>: truth values, false by default, which this call has. The declared layer has their defaults; in a graph each call has
    /// its own.
    /// </summary>
    public virtual EquatableArray<LayerArgument> CallArguments => EquatableArray<LayerArgument>.Empty;

    /// <summary>The layer as a call has it that gives <paramref name="argument"/>.</summary>
    /// <param name="argument">Keras' name of the call argument.</param>
    /// <param name="value">Its value.</param>
    /// <exception cref="SpecException">The layer's calls have no such argument, or it doesn't go with the layer's own.</exception>
    public LayerSpec Called(string argument, bool value) => WithCallArgument(argument, value)
        ?? throw SpecException.Of(argument, $"is given in the call, and calls of {Kind} take {(CallArguments.Count == 0 ? "nothing but tensors" : string.Join(", ", CallArguments.Select(static a => a.Name)))}; leave it out");

    /// <summary>The same; null if there is no such argument.</summary>
    protected virtual LayerSpec? WithCallArgument(string argument, bool value) => null;

    /// <summary>Objects in it that Keras saves beside those that its variables lie in.</summary>
    public virtual EquatableArray<InnerObject> InnerObjects => EquatableArray<InnerObject>.Empty;

    /// <summary>The same layer with another value of an argument.</summary>
    /// <param name="argument">Keras' name of the argument.</param>
    /// <param name="value">The value as <see cref="LayerArguments"/> takes it.</param>
    /// <exception cref="SpecException">It makes no sense, or doesn't go with the others.</exception>
    public virtual LayerSpec With(string argument, object? value)
    {
        var arguments = Arguments.ToDictionary(static a => a.Name, static a => a.Value.ToObject(), StringComparer.Ordinal);
        arguments[argument] = value;
        return Read(new(arguments)) with { Trainable = Trainable, DTypePolicy = DTypePolicy, TimeAxes = TimeAxes };
    }

    /// <summary>The same layer with arguments that only its inputs give a meaning written in one way, so that two of one meaning are equal.</summary>
    /// <param name="inputs">Types of the inputs of a call.</param>
    public virtual LayerSpec Canonical(EquatableArray<TensorType> inputs) => this;

    /// <summary>A layer of the same class with these arguments; itself where the class has none.</summary>
    protected virtual LayerSpec Read(LayerArguments arguments) => this;

    /// <summary>
    /// The layer that does to each timestep of <paramref name="inputs"/>, their first axis left out, what this one does to all of them: itself, or one whose arguments count axes
    /// otherwise. Null, the default, if it doesn't treat every timestep alike and by itself.
    /// </summary>
    /// <param name="inputs">Types of the inputs, time axis included; <see cref="TensorType.None"/> for one that is left out.</param>
    /// <exception cref="SpecException">The inputs don't fit the layer.</exception>
    public virtual LayerSpec? OnTimestep(EquatableArray<TensorType> inputs) => null;

    /// <summary>Whether <see cref="Infer"/> knows types whose first axis is the model's length at run time, and the kernels ask for it (<c>pass.Length</c>).</summary>
    public virtual bool TakesRunTimeLength => false;

    /// <summary>What its kernels do at inference in the place of layers behind it; nothing by default.</summary>
    /// <param name="inputs">Types of the inputs of a call.</param>
    public virtual Epilogue TakesEpilogue(EquatableArray<TensorType> inputs) => Epilogue.None;

    /// <summary>As which part of the kernels of the layer before it can be computed at inference; as none by default.</summary>
    /// <param name="inputs">Types of the inputs of a call.</param>
    public virtual Epilogue AsEpilogue(EquatableArray<TensorType> inputs) => Epilogue.None;

    /// <summary>The activation that it is where <see cref="AsEpilogue"/> says <see cref="Epilogue.Activation"/>.</summary>
    public virtual Activation ActivationAsEpilogue => Activation.Linear;

    /// <summary>Whether no gradient goes through it: what lies before is constant to what lies behind.</summary>
    public virtual bool StopsGradient => false;

    /// <summary>Whether there is a backward pass; without one, nothing that lies before the layer can be trained, nor the layer itself.</summary>
    public virtual bool HasBackward => true;

    /// <summary>Output types, variables and kernel constants for inputs of these types (batch left out); <see cref="TensorType.None"/> stands for one that is left out.</summary>
    /// <exception cref="SpecException">The inputs don't fit the layer.</exception>
    public abstract InferredLayer Infer(EquatableArray<TensorType> inputs);

    /// <summary>
    /// The type in which kernels take an input: real numbers in the layer's own, as Keras casts them, and whole numbers too where the layer computes with them, as Keras promotes them
    /// when they meet its weights.
    /// </summary>
    /// <param name="index">Which input.</param>
    /// <param name="input">What it is given.</param>
    /// <exception cref="SpecException">It can't be taken in any type.</exception>
    public virtual TensorType Entering(int index, TensorType input) =>
        Inputs.IsMask(index) ? input with { DType = DType.Bool }
        : KeepsType && !input.DType.IsFloating() ? input
        : input with { DType = ComputeType };

    /// <summary><see cref="Infer"/> in the types of <see cref="DTypePolicy"/>: it says float32 of all real numbers, whatever they are.</summary>
    /// <param name="inputs">The inputs in the types in which they enter.</param>
    /// <exception cref="SpecException">The inputs don't fit the layer, or it has no kernels for the type.</exception>
    public InferredLayer InferTyped(EquatableArray<TensorType> inputs)
    {
        var inferred = Infer(inputs);
        if (ComputeType == DType.Float64 && inferred.Identity == Identity.Never && Float64Kernel is null)
            throw SpecException.Of("dtype", $"is {ArgumentValue.Of(DTypePolicy)}, and {Kind} has no float64 kernels yet; use {ArgumentValue.Of(DTypePolicy.Float32)}");
        var computed = KeepsType ? inputs[0].DType : ComputeType;
        var stored = DTypePolicy.VariableType();
        return (computed, stored) == (DType.Float32, DType.Float32) ? inferred : inferred with
        {
            Outputs = inferred.Outputs.Select(output => output.DType == DType.Float32 ? output with { DType = computed } : output).ToEquatableArray(),
            Variables = inferred.Variables.Select(variable => variable.DType == DType.Float32 ? variable with { DType = stored } : variable).ToEquatableArray(),
        };
    }
}
