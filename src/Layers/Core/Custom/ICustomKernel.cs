namespace GenNet.Layers;

/// <summary>The code of a layer of a user's own; GenNet writes it into the layer's class.</summary>
public interface ICustomKernel
{
    /// <summary>The layer's own <c>Forward</c>.</summary>
    static abstract void Forward(in CustomPass pass);

    /// <summary>The layer's own <c>Backward</c>.</summary>
    /// <exception cref="NotSupportedException">It has none.</exception>
    static abstract void Backward(in CustomPass pass);
}

/// <summary>What of a layer of a user's own can be seen in a compiled assembly only because GenNet writes it down there.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class CompiledLayerAttribute : Attribute
{
    /// <summary>Whether it can be trained through.</summary>
    public bool HasBackward { get; set; }
}

/// <summary>What an argument of a layer of a user's own is when it is left out, as the initializer of a property in a compiled assembly can't be seen.</summary>
/// <param name="argument">The argument's name in contracts.</param>
/// <param name="value">Its value; of an enum, the member.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class ArgumentDefaultAttribute(string argument, object? value) : Attribute
{
    /// <summary>The argument's name.</summary>
    public string Argument { get; } = argument;

    /// <summary>Its value.</summary>
    public object? Value { get; } = value;
}
