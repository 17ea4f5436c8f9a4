namespace GenNet.Specs;

/// <summary>
/// A weight with an initializer and penalties: <c>GenNet.SpecGenerator</c> gives the attribute <c>KernelInitializer</c>, <c>KernelL1</c> and <c>KernelL2</c>, and the spec
/// a <see cref="WeightArguments"/>.
/// </summary>
/// <param name="name">How Keras' arguments begin: <c>kernel</c>, <c>recurrent</c>.</param>
/// <param name="initializer">How it starts by default.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
internal sealed class WeightAttribute(string name, Initializer initializer) : Attribute
{
    /// <summary>How Keras' arguments begin.</summary>
    public string Name { get; } = name;

    /// <summary>How it starts by default.</summary>
    public Initializer Initializer { get; } = initializer;
}
