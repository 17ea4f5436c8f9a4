namespace GenNet;

/// <summary>
/// On a layer of one's own: what must hold of its inputs and arguments. Where it doesn't, the model's build fails with <see cref="Message"/>.
/// </summary>
/// <param name="condition">A condition by the rules of <see cref="OutputShapeAttribute"/>: <c>"units % heads == 0"</c>.</param>
/// <param name="message">What is wrong otherwise, and what to do: <c>"Units must be a multiple of Heads"</c>.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class RequiresAttribute(string condition, string message) : Attribute
{
    /// <summary>The condition.</summary>
    public string Condition { get; } = condition;

    /// <summary>What is wrong where it doesn't hold.</summary>
    public string Message { get; } = message;
}
