package io.jackfield.itests.contract;

import java.time.Duration;
import java.util.List;
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

/** Gives each {@link Scenario} a {@link Scene} on every PBX; the PBXs are those of one {@link Run}. */
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
        return run.stages().stream().map(On::new);
    }

    private record On(Stage stage) implements TestTemplateInvocationContext {
        @Override
        public String getDisplayName(int index) {
            return stage.toString();
        }

        @Override
        public List<Extension> getAdditionalExtensions() {
            return List.of(new Audition(stage), new Play(stage));
        }
    }

    /** Skips a scenario on the PBX that cannot play it. */
    private record Audition(Stage stage) implements ExecutionCondition {
        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            Scenario scenario = AnnotationSupport.findAnnotation(context.getRequiredTestMethod(), Scenario.class)
                    .orElseThrow();
            return scenario.except().equals(stage.pbx().name())
                    ? ConditionEvaluationResult.disabled(scenario.except() + ": " + scenario.because())
                    : ConditionEvaluationResult.enabled("not an exception");
        }
    }

    private static final class Play implements ParameterResolver, AfterEachCallback {
        private final Stage stage;
        private Scene scene;

        Play(Stage stage) {
            this.stage = stage;
        }

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == Scene.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            stage.turn().lock();
            scene = new Scene(stage);
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
