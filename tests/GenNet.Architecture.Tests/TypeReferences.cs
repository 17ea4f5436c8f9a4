using Mono.Cecil;
using Mono.Cecil.Cil;

namespace GenNet.Architecture.Tests;

/// <summary>Every type that a type's signatures, attributes and code name.</summary>
internal static class TypeReferences
{
    /// <summary>The types that <paramref name="type"/> names, without those nested in it.</summary>
    public static IEnumerable<TypeReference> Of(TypeDefinition type) => All(type).Where(static t => t is not null).SelectMany(static t => Parts(t!));

    private static IEnumerable<TypeReference?> All(TypeDefinition type) =>
    [
        type.BaseType,
        .. type.Interfaces.Select(static i => i.InterfaceType),
        .. AttributesOf(type),
        .. ConstraintsOf(type),
        .. type.Fields.SelectMany(static f => (TypeReference[])[f.FieldType, .. AttributesOf(f)]),
        .. type.Properties.SelectMany(AttributesOf),
        .. type.Methods.SelectMany(OfMethod),
    ];

    private static IEnumerable<TypeReference?> OfMethod(MethodDefinition method) =>
    [
        method.ReturnType,
        .. method.Parameters.Select(static p => p.ParameterType),
        .. AttributesOf(method),
        .. ConstraintsOf(method),
        .. method.HasBody ? OfBody(method.Body) : [],
    ];

    private static IEnumerable<TypeReference?> OfBody(MethodBody body) =>
    [
        .. body.Variables.Select(static v => v.VariableType),
        .. body.ExceptionHandlers.Select(static h => h.CatchType),
        .. body.Instructions.SelectMany(static i => OfOperand(i.Operand)),
    ];

    private static IEnumerable<TypeReference?> OfOperand(object? operand) => operand switch
    {
        TypeReference type => [type],
        FieldReference field => [field.DeclaringType, field.FieldType],
        MethodReference method =>
        [
            method.DeclaringType,
            method.ReturnType,
            .. method.Parameters.Select(static p => p.ParameterType),
            .. method is GenericInstanceMethod generic ? generic.GenericArguments : [],
        ],
        CallSite site => [site.ReturnType, .. site.Parameters.Select(static p => p.ParameterType)],
        _ => [],
    };

    private static IEnumerable<TypeReference> AttributesOf(ICustomAttributeProvider provider) => provider.CustomAttributes.Select(static a => a.AttributeType);

    private static IEnumerable<TypeReference> ConstraintsOf(IGenericParameterProvider provider) =>
        provider.GenericParameters.SelectMany(static p => p.Constraints).Select(static c => c.ConstraintType);

    // Arrays, pointers, references and generic types consist of others.
    private static IEnumerable<TypeReference> Parts(TypeReference type) => type switch
    {
        GenericParameter => [],
        GenericInstanceType generic => [generic.ElementType, .. generic.GenericArguments.SelectMany(Parts)],
        FunctionPointerType function => [.. Parts(function.ReturnType), .. function.Parameters.SelectMany(static p => Parts(p.ParameterType))],
        RequiredModifierType modified => [.. Parts(modified.ModifierType), .. Parts(modified.ElementType)],
        TypeSpecification specification => Parts(specification.ElementType),
        _ => [type],
    };
}
