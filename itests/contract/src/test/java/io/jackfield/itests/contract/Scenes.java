package io.jackfield.itests.contract;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;
import org.junit.platform.commons.support.AnnotationSupport;

/** Gives each {@link Scenario} a {@link Scene} on every PBX by each way to it; the PBXs are those of one {@link Run}. */
final class Scenes implements TestTemplateInvocationContextProvider {
    static {
        // A scenario waits a dozen times for what takes a few milliseconds; the default of 100 would be most of its
        // time.
        Awaitility.setDefaultPollDelay(Duration.ZERO);
        Awaitility.setDefaultPollInterval(Duration.ofMillis(5));
    }

    private static final Namespace NAMESPACE = Namespace.create(Scenes.class);

    @Override
    public boolean supportsTestTemplate(ExtensionContext context) {
        return true;
    }

    @Override
    public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(ExtensionContext context) {
        Run run = context.getRoot().getStore(NAMESPACE).getOrComputeIfAbsent(Run.class);
        Scenario scenario = scenario(context);
        Set<Transport> ways = Set.of(scenario.over());
        return run.stages().stream()
                .filter(stage -> ways.contains(stage.transport()))
                .map(stage -> new On(stage, scenario));
    }

    private static Scenario scenario(ExtensionContext context) {
        return AnnotationSupport.findAnnotation(context.getRequiredTestMethod(), Scenario.class)
                .orElseThrow();
    }

    private record On(Stage stage, Scenario scenario) implements TestTemplateInvocationContext {
        @Override
        public String getDisplayName(int index) {
            return stage.toString();
        }

        @Override
        public List<Extension> getAdditionalExtensions() {
            return List.of(new Audition(stage, scenario), new Play(stage, scenario.inOrder()));
        }
    }

    /** Skips a scenario on the PBX that cannot play it, and by the way by which it cannot be played. */
    private record Audition(Stage stage, Scenario scenario) implements ExecutionCondition {
        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            if (stage.transport() != Transport.AMI && scenario.amiOnly() != AmiOnly.NOT) {
                return ConditionEvaluationResult.disabled(
                        stage.transport() + ": " + scenario.amiOnly().reason());
            }
            return scenario.except().equals(stage.pbx().name())
                    ? ConditionEvaluationResult.disabled(scenario.except() + ": " + scenario.because())
                    : ConditionEvaluationResult.enabled("not an exception");
        }
    }

    private static final class Play implements ParameterResolver, AfterEachCallback {
        private final Stage stage;
        private final boolean inOrder;
        private Scene scene;

        Play(Stage stage, boolean inOrder) {
            this.stage = stage;
            this.inOrder = inOrder;
        }

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == Scene.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            stage.turn().lock();
            scene = new Scene(stage, inOrder ? stage.transport().inOrder() : Map.of());
            return scene;
        }

        @Override
        public void afterEach(ExtensionContext context) {
            if (scene != null) {
                try {
                    scene.close();
                } finally {
                    stage.turn().unlock();
                }
            }
        }
    }
}
