using GenNet.Generators.Names;
using GenNet.Specs;
using Microsoft.CodeAnalysis;

namespace GenNet.Generators.Parsing;

/// <summary>
/// A <c>Forward</c> that code outside of its class can't call, while the models around it must: generated code gives it an overload that they can, whose parameters are <c>in</c>.
/// Where both can be called, C# takes the user's.
/// </summary>
internal static class HiddenForward
{
    /// <summary>That of <paramref name="type"/>; null if others can call what it has, or it is wrong.</summary>
    public static ForwardDeclaration? Of(INamedTypeSymbol type)
    {
        if (type is not { TypeKind: TypeKind.Class, IsStatic: false } || ForwardSignature.MethodsOf(type) is not [{ IsStatic: false, IsGenericMethod: false, RefKind: RefKind.None } method]
            || method.DeclaredAccessibility is not (Accessibility.Private or Accessibility.Protected or Accessibility.ProtectedAndInternal)
            || !ForwardSignature.IsTensors(method.ReturnType) || method.Parameters.IsEmpty
            || !method.Parameters.All(static p => p is { RefKind: RefKind.None, IsParams: false } && p.Type.Is("Tensor")))
        {
            return null;
        }
        return new(
            TypeNames.Qualified(method.ReturnType),
            method.Parameters.Select(static p => new ForwardParameter(TypeNames.Qualified(p.Type), Identifiers.Escape(p.Name))).ToEquatableArray());
    }
}

/// <summary>The head of a user's <c>Forward</c>.</summary>
/// <param name="Returns">What it returns, fully qualified.</param>
/// <param name="Parameters">Its parameters.</param>
internal sealed record ForwardDeclaration(string Returns, EquatableArray<ForwardParameter> Parameters);

/// <summary>A parameter of a user's <c>Forward</c>.</summary>
/// <param name="Type">Its type, fully qualified.</param>
/// <param name="Name">Its name, escaped where C# needs that.</param>
internal sealed record ForwardParameter(string Type, string Name);
