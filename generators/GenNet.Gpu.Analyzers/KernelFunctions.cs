using Microsoft.CodeAnalysis;

namespace GenNet.Gpu.Analyzers;

/// <summary>Functions and types of .NET that devices have otherwise, or not at all.</summary>
internal static class KernelFunctions
{
    /// <summary>What is wrong with a function of Math or MathF; null if nothing is.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="isFloat">Whether it returns a floating-point number.</param>
    public static DiagnosticDescriptor? RuleOf(string name, bool isFloat) => name switch
    {
        "Clamp" => KernelRules.DoesNotCompile,
        "Max" or "Min" when isFloat => KernelRules.LosesNaN,
        "CopySign" => KernelRules.CopySign,
        "FusedMultiplyAdd" => KernelRules.FusedMultiplyAdd,
        "ReciprocalEstimate" or "ReciprocalSqrtEstimate" => KernelRules.Estimate,
        "Exp" or "Log" or "Log2" or "Log10" or "Pow" or "Tanh" or "Sinh" or "Cosh" or "Sin" or "Cos" or "Tan" or "Asin" or "Acos" or "Atan" or "Atan2" or "Cbrt" => KernelRules.Approximate,
        _ => null,
    };

    /// <summary>What to write instead of a variable of this type; null if nothing is wrong with it.</summary>
    public static string? RemedyForType(ITypeSymbol type) => type.Name switch
    {
        "Span" or "ReadOnlySpan" => "use views, or SharedMemory and LocalMemory",
        "Half" when type.ContainingNamespace.Name == "System" => "use ILGPU.Half, or bits",
        "Vector4" or "Vector2" or "Vector3" => "use F4",
        _ when type.TypeKind is TypeKind.Pointer or TypeKind.FunctionPointer => "use views",
        _ => null,
    };
}
